from machine import ADC, Pin

WINDOW = 5

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
last = []


def filtered(value):
    last.append(value)
    if len(last) > WINDOW:
        last.pop(0)
    return sorted(last)[len(last) // 2]


def light():
    return filtered(sensor.read_u16())

