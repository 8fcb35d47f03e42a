# expect: a watchdog that is not fed restarts the board
# prints: start
# prints: restarted by the watchdog
import machine
import time

if machine.reset_cause() == machine.WDT_RESET:
    print("restarted by the watchdog")
else:
    print("start")
    machine.WDT(timeout=1000)
    time.sleep(30)
    print("never")
