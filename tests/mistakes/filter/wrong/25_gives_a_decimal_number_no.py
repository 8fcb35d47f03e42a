# mistake: / gives a decimal number, no index.
# line: 15
# names.fr: // ; entier|indice|décimal
# names.en: // ; whole|integer|index|decimal
from machine import ADC, Pin

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
dernieres = []

def filtered(value):
    dernieres.append(value)
    if len(dernieres) > 5:
        dernieres.pop(0)
    triees = sorted(dernieres)
    return triees[len(triees) / 2]

def light():
    return filtered(capteur.read_u16())
