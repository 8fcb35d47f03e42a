# mistake: The integer division // cuts the share of the way to 0 or 1 before it is multiplied by 100.
# line: 14
# names.fr: //|division|entier ; /|decimal|virgule|coupe|0 ou|arrondi
# names.en: //|division|integer|whole ; /|decimal|cut|0 or|round
from machine import ADC, Pin
import json

sonde = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    part = (raw - dry) // (wet - dry)
    pourcentage = part * 100
    return max(0, min(100, pourcentage))


def moisture():
    with open("calibration.json") as fichier:
        points = json.load(fichier)
    return percent(sonde.read_u16(), points["dry"], points["wet"])


print("Humidité :", moisture(), "%")
