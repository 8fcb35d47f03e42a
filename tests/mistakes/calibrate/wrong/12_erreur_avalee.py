# mistake: A bare except hides that point is not a name (it is points): moisture always returns 0.
# line: 21
# names.fr: except|erreur ; point|nom|cache|avale|ignor|masqu
# names.en: except|error ; point|name|hid|swallow|ignor
from machine import ADC, Pin
import json

sonde = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    return max(0, min(100, (raw - dry) / (wet - dry) * 100))


def moisture():
    try:
        with open("calibration.json") as fichier:
            points = json.load(fichier)
        return percent(sonde.read_u16(), point["dry"], point["wet"])
    except:
        return 0


print("Humidité :", moisture())
