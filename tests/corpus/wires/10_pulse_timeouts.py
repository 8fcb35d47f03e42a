# expect: time_pulse_us of a pin that never changes
# prints: -2 -1
from machine import Pin, time_pulse_us

pin = Pin(19, Pin.IN, Pin.PULL_DOWN)
never_begins = time_pulse_us(pin, 1, 2000)
never_ends = time_pulse_us(pin, 0, 2000)
print(never_begins, never_ends)
