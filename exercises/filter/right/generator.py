# style: generator that is sent values
from machine import ADC, Pin


def medians(size):
    values, answer = [], None
    while True:
        value = yield answer
        values.append(value)
        if len(values) > size:
            del values[0]
        answer = sorted(values)[len(values) // 2]


source = medians(5)
next(source)


def filtered(value):
    return source.send(value)


def light():
    return filtered(ADC(Pin(35), atten=ADC.ATTN_11DB).read_u16())
