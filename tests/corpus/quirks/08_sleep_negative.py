# expect: sleep_ms of a negative number returns at once
# prints: True
import time

start = time.ticks_ms()
time.sleep_ms(-500)
time.sleep_us(-5)
print(time.ticks_diff(time.ticks_ms(), start) < 50)
