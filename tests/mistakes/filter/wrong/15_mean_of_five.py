# mistake: A mean instead of a median: a spike is spread over five outputs instead of disappearing.
# line: 15
# names.fr: moyenne|sum ; médiane|median|parasite|étale|milieu
# names.en: mean|average|sum ; median|spike|spread|middle
from machine import ADC, Pin

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
last = []


def filtered(value):
    last.append(value)
    if len(last) > 5:
        last.pop(0)
    return sum(last) / len(last)


def light():
    for _ in range(5):
        value = filtered(sensor.read_u16())
    return value
