# mistake: The third value is taken although the list has only one or two at the beginning: index out of range.
# line: 16
# names.fr: 2|indice|index ; début|longueur|len|assez|premi|dehors|vide|court
# names.en: 2|index ; begin|start|length|len|enough|first|range|short
from machine import ADC, Pin

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
last = []


def filtered(value):
    last.append(value)
    if len(last) > 5:
        last.pop(0)
    ordered = sorted(last)
    return ordered[2]


def light():
    values = [filtered(sensor.read_u16()) for _ in range(10)]
    return values[-1]


for _ in range(3):
    filtered(sensor.read_u16())
