# style: mean without the extremes
from machine import ADC, Pin

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
kept = []


def filtered(value):
    kept.append(value)
    del kept[:-7]
    ordered = sorted(kept)
    middle = ordered[2:-2] if len(ordered) >= 7 else [ordered[len(ordered) // 2]]
    return sum(middle) / len(middle)


def light():
    return filtered(sensor.read_u16())
