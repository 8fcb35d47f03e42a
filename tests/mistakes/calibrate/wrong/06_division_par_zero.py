# mistake: Nothing is done about two equal points: the program divides by zero.
# line: 14
# names.fr: zéro|0|égaux|égal ; divis|None|points|dry|wet
# names.en: zero|0|equal ; divi|None|points|dry|wet
from machine import ADC, Pin
import json

sonde = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    ecart_total = wet - dry
    ecart = raw - dry
    p = 100 * ecart / ecart_total
    if p > 100:
        return 100
    if p < 0:
        return 0
    return p


def moisture():
    with open("calibration.json") as fichier:
        points = json.load(fichier)
    return percent(sonde.read_u16(), points["dry"], points["wet"])


humidite = moisture()
print("Humidité du sol : {:.1f} %".format(humidite))
