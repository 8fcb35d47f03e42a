# mistake: else if is two words of another language: Python writes elif.
# line: 16
# names.fr: else if|else ; elif|deux-points|:
# names.en: else if|else ; elif|colon|:
from machine import ADC, Pin

photoresistance = ADC(Pin(35), atten=ADC.ATTN_11DB)
a = None
b = None
c = None


def mediane_de_trois(x, y, z):
    if x <= y <= z or z <= y <= x:
        return y
    else if y <= x <= z or z <= x <= y:
        return x
    else:
        return z


def filtered(value):
    global a, b, c
    if a is None:
        a = b = value
    else:
        a = b
        b = c
    c = value
    return mediane_de_trois(a, b, c)


def light():
    filtered(photoresistance.read_u16())
    filtered(photoresistance.read_u16())
    return filtered(photoresistance.read_u16())
