# mistake: max( is never closed: one parenthesis is missing at the end of the line.
# line: 15
# names.fr: parenthèse|) ; ferm|manque|fin|ligne
# names.en: parenthes|bracket|) ; clos|miss|end|line
from machine import ADC, Pin
import json

sonde = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if wet == dry:
        return None
    part = (raw - dry) / (wet - dry)
    resultat = max(0, min(100, part * 100)
    return resultat


def moisture():
    fichier = open("calibration.json")
    points = json.load(fichier)
    fichier.close()
    return percent(sonde.read_u16(), points["dry"], points["wet"])


print("Humidité :", moisture(), "%")
