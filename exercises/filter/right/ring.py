# style: ring of seven, two functions, French names
from machine import ADC, Pin

TAILLE = 7
capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
anneau = []
place = 0


def mediane(valeurs):
    rangees = sorted(valeurs)
    milieu = len(rangees) // 2
    if len(rangees) % 2:
        return rangees[milieu]
    return (rangees[milieu - 1] + rangees[milieu]) / 2


def filtered(value):
    global place
    if len(anneau) < TAILLE:
        anneau.append(value)
    else:
        anneau[place] = value
        place = (place + 1) % TAILLE
    return mediane(anneau)


def light():
    return filtered(capteur.read_u16())
