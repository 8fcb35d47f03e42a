# expect: identity, speed, memory, platform
# prints: esp32 6
# prints: True True
# prints: 80000000
# prints: ValueError
import gc
import machine
import sys

print(sys.platform, len(machine.unique_id()))
gc.collect()
print(machine.freq() in (160000000, 240000000), gc.mem_free() > 30000)
machine.freq(80000000)
print(machine.freq())
try:
    machine.freq(123)
except ValueError:
    print("ValueError")
