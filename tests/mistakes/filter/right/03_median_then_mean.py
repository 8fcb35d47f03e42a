# style: median of three, then mean of three
from machine import ADC, Pin

adc = ADC(Pin(35), atten=ADC.ATTN_11DB)
raw = []
medians = []


def push(values, value, size):
    values.append(value)
    del values[:-size]


def filtered(value):
    push(raw, value, 3)
    push(medians, sorted(raw)[len(raw) // 2], 3)
    return sum(medians) / len(medians)


def light():
    return [filtered(adc.read_u16()) for _ in range(8)][-1]
