# expect: a knob read at both ends and in the middle
# prints: low
# prints: middle
# prints: high
from machine import ADC, Pin
import time

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)


def zone():
    value = knob.read()
    return "low" if value < 1000 else "middle" if value < 3000 else "high"


time.sleep_ms(500)
for _ in range(3):
    print(zone())
    time.sleep(1)
