# expect: a due time that does not drift though the work takes time
# prints: [0, 200, 400, 600, 800]
import time

start = due = time.ticks_ms()
moments = []
for _ in range(5):
    moments.append(round(time.ticks_diff(time.ticks_ms(), start), -1))
    time.sleep_ms(70)
    due = time.ticks_add(due, 200)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
print(moments)
