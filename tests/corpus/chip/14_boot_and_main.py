# expect: exit in main starts it again
# prints: run 1
# prints: MPY: soft reboot
# prints: run 2
# prints: stays
import machine
import sys

rtc = machine.RTC()
n = len(rtc.memory()) + 1
rtc.memory(b"x" * n)
print("run", n)
if n < 2:
    sys.exit()
print("stays")
