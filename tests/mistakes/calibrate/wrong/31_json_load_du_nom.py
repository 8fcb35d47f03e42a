# mistake: json.load gets the name of the file instead of an opened file.
# line: 19
# names.fr: json.load|load|calibration.json ; open|ouvr|nom|texte|chaine
# names.en: json.load|load|calibration.json ; open|name|text|string
import json
from machine import ADC, Pin

adc = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if wet == dry:
        return None
    p = (raw - dry) * 100 / (wet - dry)
    return 0 if p < 0 else 100 if p > 100 else p


def moisture():
    points = json.load("calibration.json")
    mesures = [adc.read_u16() for _ in range(5)]
    brut = sum(mesures) / len(mesures)
    return percent(brut, points["dry"], points["wet"])


print("humidité du sol", moisture(), "%")
