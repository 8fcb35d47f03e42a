# expect: a Timer every 200 ms, counted and stopped
# prints: 5
# prints: 5
from machine import Timer
import time

count = 0


def tick(timer):
    global count
    count += 1


timer = Timer(0)
timer.init(period=200, mode=Timer.PERIODIC, callback=tick)
time.sleep_ms(1100)
timer.deinit()
print(count)
time.sleep_ms(600)
print(count)
