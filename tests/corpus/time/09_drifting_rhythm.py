# expect: the same with a plain sleep drifts
# prints: [0, 270, 540, 810, 1080]
import time

start = time.ticks_ms()
moments = []
for _ in range(5):
    moments.append(time.ticks_diff(time.ticks_ms(), start) // 10 * 10)
    time.sleep_ms(70)
    time.sleep_ms(200)
print(moments)
