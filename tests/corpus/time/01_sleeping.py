# expect: how long the three kinds of sleep last
# prints: 1500 250 100
import time

start = time.ticks_ms()
time.sleep(1.5)
a = time.ticks_diff(time.ticks_ms(), start)
start = time.ticks_ms()
time.sleep_ms(250)
b = time.ticks_diff(time.ticks_ms(), start)
start = time.ticks_us()
time.sleep_us(100000)
c = time.ticks_diff(time.ticks_us(), start) // 1000
print(round(a, -1), round(b, -1), round(c, -1))
