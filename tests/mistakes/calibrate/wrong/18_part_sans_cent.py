# mistake: percent returns a share between 0 and 1: it is not multiplied by 100.
# line: 22
# names.fr: 100 ; fois|multipl|part|entre 0 et 1|*
# names.en: 100 ; times|multipl|share|between 0 and 1|*
from machine import ADC, Pin
import json

sonde_humidite = ADC(Pin(32), atten=ADC.ATTN_11DB)


def borner(x, bas, haut):
    if x < bas:
        return bas
    if x > haut:
        return haut
    return x


def percent(raw, dry, wet):
    if dry == wet:
        return None
    return borner((raw - dry) / (wet - dry), 0, 1)


def moisture():
    with open("calibration.json") as fichier:
        p = json.load(fichier)
    return percent(sonde_humidite.read_u16(), p["dry"], p["wet"])


print("Humidité :", moisture())
