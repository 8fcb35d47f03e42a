# expect: ticks_us and ticks_cpu, their types
# prints: True True True
import time

a, b, c = time.ticks_us(), time.ticks_cpu(), time.time_ns()
print(isinstance(a, int), isinstance(b, int), isinstance(c, int))
