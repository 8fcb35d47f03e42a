# expect: a probe calibrated dry and wet
# prints: dry
# prints: wet
from machine import ADC, Pin
import time

DRY_V, WET_V = 2.54, 1.27
probe = ADC(Pin(35), atten=ADC.ATTN_11DB)


def percent():
    volts = sum(probe.read_uv() for _ in range(8)) / 8 / 1e6
    return max(0, min(100, (DRY_V - volts) / (DRY_V - WET_V) * 100))


for _ in range(2):
    print("dry" if percent() < 40 else "wet")
    time.sleep(2.5)
