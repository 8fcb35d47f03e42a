# expect: freq instead of period, two timers at once
# prints: True True
from machine import Timer
import time

counts = [0, 0]


def counter(i):
    def tick(_):
        counts[i] += 1

    return tick


fast, slow = Timer(0), Timer(1)
fast.init(freq=10, callback=counter(0))
slow.init(freq=2, callback=counter(1))
time.sleep_ms(2050)
fast.deinit()
slow.deinit()
print(counts[0] in (20, 21), counts[1] == 4)
