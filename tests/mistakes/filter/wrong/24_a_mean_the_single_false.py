# mistake: A mean: the single false measure spreads.
# line: 14
# names.fr: moyenne ; médiane
# names.en: mean|average ; median
from machine import ADC, Pin

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
dernieres = []

def filtered(value):
    dernieres.append(value)
    if len(dernieres) > 5:
        dernieres.pop(0)
    return sum(dernieres) / len(dernieres)

def light():
    return filtered(capteur.read_u16())
