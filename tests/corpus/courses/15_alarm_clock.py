# expect: the clock set, an alarm reached
# prints: 06:59:57
# prints: 06:59:58
# prints: 06:59:59
# prints: 07:00:00
# prints: ring
from machine import RTC
import time

RTC().datetime((2026, 11, 27, 4, 6, 59, 57, 0))
last = None
while True:
    hour, minute, second = time.localtime()[3:6]
    if second != last:
        last = second
        print("%02d:%02d:%02d" % (hour, minute, second))
    if (hour, minute) == (7, 0):
        print("ring")
        break
    time.sleep_ms(100)
