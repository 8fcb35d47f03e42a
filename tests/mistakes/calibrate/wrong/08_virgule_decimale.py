# mistake: The decimal number is written with a comma, which makes a tuple of two numbers.
# line: 8
# names.fr: virgule|0.5|0,5|tuple ; point|0.5|décimal|nombre|ecart_minimum
# names.en: comma|0.5|0,5|tuple ; point|0.5|decimal|number|ecart_minimum
from machine import ADC, Pin
import json

ECART_MINIMUM = 0,5
probe = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if abs(wet - dry) < ECART_MINIMUM:
        return None
    pourcentage = (raw - dry) / (wet - dry) * 100
    if pourcentage < 0:
        pourcentage = 0
    if pourcentage > 100:
        pourcentage = 100
    return pourcentage


def moisture():
    with open("calibration.json") as fichier:
        reglage = json.load(fichier)
    return percent(probe.read_u16(), reglage["dry"], reglage["wet"])


print(moisture())
