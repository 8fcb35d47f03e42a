# mistake: len(...) / 2 has decimals, an index is a whole number: // is needed.
# line: 14
# names.fr: // ; entier|indice|décimal|index|virgule|float
# names.en: // ; whole|integer|index|decimal|float
from machine import ADC, Pin

NB = 5
mesures = []
photo = ADC(Pin(35), atten=ADC.ATTN_11DB)


def mediane(liste):
    copie = sorted(liste)
    milieu = len(copie) / 2
    return copie[milieu]


def filtered(value):
    mesures.append(value)
    if len(mesures) > NB:
        mesures.pop(0)
    return mediane(mesures)


def light():
    return filtered(photo.read_u16())
