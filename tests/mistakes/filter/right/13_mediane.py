from machine import ADC, Pin

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
dernieres = []


def filtered(value):
    dernieres.append(value)
    if len(dernieres) > 5:
        dernieres.pop(0)
    return sorted(dernieres)[len(dernieres) // 2]


def light():
    return filtered(capteur.read_u16())
