# mistake: The list is made anew at each call, so that it only ever holds one measure: nothing is filtered.
# line: 11
# names.fr: values|liste ; dedans|fonction|chaque appel|dehors|vide|nouve|recommenc|retien
# names.en: values|list ; inside|function|each call|every call|outside|empty|new|again|remember
from machine import ADC, Pin

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)


def filtered(value):
    values = []
    values.append(value)
    if len(values) > 5:
        values.pop(0)
    values.sort()
    return values[len(values) // 2]


def light():
    return filtered(sensor.read_u16())


print("light:", light())
