# mistake: Exponential smoothing lets a fifth of a spike through, and follows a jump too slowly.
# line: 17
# names.fr: parasite|liss|0.2|0,2|moyenne|suiv ; médiane|median|disparaî|passe|étale|lent|5
# names.en: spike|smooth|0.2|mean|average|follow ; median|disappear|through|spread|slow|5
from machine import ADC, Pin

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
ALPHA = 0.2
sortie = None


def filtered(value):
    global sortie
    if sortie is None:
        sortie = value
    else:
        sortie = ALPHA * value + (1 - ALPHA) * sortie
    return sortie


def light():
    for _ in range(40):
        s = filtered(capteur.read_u16())
    return s
