# expect: RTC.datetime set, read, and running on
# prints: (2026, 11, 27, 4, 10, 30)
# prints: 2026-11-27 10:30:02
# prints: Friday
from machine import RTC
import time

rtc = RTC()
rtc.datetime((2026, 11, 27, 0, 10, 30, 0, 0))
print(rtc.datetime()[:6])
time.sleep(2.1)
y, mo, d, h, mi, s, weekday, _ = time.localtime()
print("%d-%02d-%02d %02d:%02d:%02d" % (y, mo, d, h, mi, s))
print(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday])
