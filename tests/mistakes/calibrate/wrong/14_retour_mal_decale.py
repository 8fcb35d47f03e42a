# mistake: The last return is indented under the if: between the two points percent returns nothing.
# line: 19
# names.fr: return|rend|renvoi|retourn ; décal|indent|if|None|retrait|espaces
# names.en: return ; indent|if|None|spaces
from machine import ADC, Pin
import json

sonde = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if wet == dry:
        return None
    p = (raw - dry) * 100 / (wet - dry)
    if p < 0:
        p = 0
    if p > 100:
        p = 100
        return p


def moisture():
    with open("calibration.json") as fichier:
        points = json.load(fichier)
    valeur = sonde.read_u16()
    return percent(valeur, points["dry"], points["wet"])


print("Humidité :", moisture())
