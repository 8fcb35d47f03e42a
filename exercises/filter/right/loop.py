# style: goes on measuring for ever
from machine import ADC, Pin
import time

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
window = []


def filtered(value):
    window.append(value)
    if len(window) == 6:
        window.pop(0)
    return sorted(window)[len(window) // 2]


def light():
    return filtered(sensor.read_u16())


try:
    while True:
        time.sleep_ms(100)
finally:
    print("done")
