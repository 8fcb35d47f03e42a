# expect: knobs and lights read their first value at the first moment
# prints: True True
from machine import ADC, Pin

print(ADC(Pin(34), atten=ADC.ATTN_11DB).read() > 3900, Pin(19, Pin.IN, Pin.PULL_DOWN).value() == 1)
