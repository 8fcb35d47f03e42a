# style: plain functions, a list and sorted
from machine import ADC, Pin

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
last = []


def filtered(value):
    last.append(value)
    if len(last) > 5:
        last.pop(0)
    return sorted(last)[len(last) // 2]


def light():
    for _ in range(5):
        value = filtered(sensor.read_u16())
    return value
