# expect: without atten, MicroPython 1.27 reads the whole range
# prints: True True
from machine import ADC, Pin

raw = ADC(Pin(35)).read_u16()
print(25000 < raw, raw < 42000)
