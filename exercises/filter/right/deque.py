# style: collections.deque with its greatest length
from collections import deque
from machine import ADC, Pin

SIZE = 5
sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
window = deque((), SIZE)


def median_of(values):
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def filtered(value):
    window.append(value)  # the oldest one falls out by itself
    return median_of(list(window))


def light():
    return median_of([sensor.read_u16() for _ in range(SIZE)])
