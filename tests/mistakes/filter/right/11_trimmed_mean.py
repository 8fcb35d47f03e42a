from machine import ADC, Pin

LONGUEUR = 5
dernieres_mesures = []
broche = ADC(Pin(35), atten=ADC.ATTN_11DB)


def filtered(value):
    dernieres_mesures.append(value)
    while len(dernieres_mesures) > LONGUEUR:
        del dernieres_mesures[0]
    if len(dernieres_mesures) < 3:
        return dernieres_mesures[-1]
    total = sum(dernieres_mesures) - max(dernieres_mesures) - min(dernieres_mesures)
    return total / (len(dernieres_mesures) - 2)


def light():
    return filtered(broche.read_u16())
