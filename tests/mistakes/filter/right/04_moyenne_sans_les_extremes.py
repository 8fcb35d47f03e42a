# style: five measures, without the smallest and the largest, mean of the rest
from machine import ADC, Pin
import time

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
historique = []


def moyenne_elaguee(valeurs):
    if len(valeurs) < 3:
        return min(valeurs)
    return (sum(valeurs) - min(valeurs) - max(valeurs)) / (len(valeurs) - 2)


def filtered(value):
    historique.append(value)
    while len(historique) > 5:
        historique.pop(0)
    return moyenne_elaguee(historique)


def light():
    lectures = []
    while len(lectures) < 5:
        lectures.append(capteur.read_u16())
        time.sleep_ms(1)
    return moyenne_elaguee(lectures)


print(light())
