# expect: ticks_add and ticks_diff across the end of the count
# prints: 20 -20 1073741823
# prints: True True
# prints: 5
import time

TOP = 1 << 30
before = TOP - 10
after = time.ticks_add(before, 20)
print(time.ticks_diff(after, before), time.ticks_diff(before, after), time.ticks_add(0, -1))
now = time.ticks_ms()
deadline = time.ticks_add(now, 500)
print(time.ticks_diff(deadline, now) > 0, 0 <= now < TOP)
turns = 0
while time.ticks_diff(deadline, time.ticks_ms()) > 0:
    time.sleep_ms(100)
    turns += 1
print(turns)
