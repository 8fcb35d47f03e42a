from machine import ADC, Pin
from collections import deque

window = deque((), 5)
adc = ADC(Pin(35))
adc.atten(ADC.ATTN_11DB)


def filtered(value):
    if not len(window):
        for _ in range(4):
            window.append(value)
    window.append(value)
    ordered = []
    for one in window:
        place = 0
        while place < len(ordered) and ordered[place] < one:
            place += 1
        ordered.insert(place, one)
    return ordered[2]


def light():
    return filtered(adc.read_u16())
