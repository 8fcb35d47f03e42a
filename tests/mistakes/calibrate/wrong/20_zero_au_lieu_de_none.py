# mistake: With two equal points percent returns 0, which looks like a measure, instead of None.
# line: 14
# names.fr: None ; égaux|égal|même|dry == wet|dry|0
# names.en: None ; equal|same|dry == wet|dry|0
import json
from machine import ADC, Pin

adc_sonde = ADC(Pin(32), atten=ADC.ATTN_11DB)
NB_LECTURES = 5


def percent(raw, dry, wet):
    if dry == wet:
        return 0
    position = (raw - dry) / (wet - dry)
    position = max(0, min(1, position))
    return position * 100


def moisture():
    with open("calibration.json") as fichier:
        etalonnage = json.load(fichier)
    lectures = [adc_sonde.read_u16() for _ in range(NB_LECTURES)]
    return percent(sum(lectures) / NB_LECTURES, etalonnage["dry"], etalonnage["wet"])


print("Humidité :", round(moisture()), "%")
