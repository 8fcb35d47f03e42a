# expect: the watchdog goes on when the program is over: the board restarts
# prints: first
# prints: again
import esp32
import machine

nvs = esp32.NVS("dog")
try:
    nvs.get_i32("ran")
    print("again")
except OSError:
    nvs.set_i32("ran", 1)
    nvs.commit()
    machine.WDT(timeout=1500)
    print("first")
