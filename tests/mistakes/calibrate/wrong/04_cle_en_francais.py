# mistake: The keys of the file are dry and wet, the program asks for sec.
# line: 14
# names.fr: sec ; clé|dictionnaire|dry|fichier
# names.en: sec ; key|dict|dry|file
import json
from machine import ADC, Pin

capteur = ADC(Pin(32), atten=ADC.ATTN_11DB)


def lire_points():
    with open("calibration.json") as f:
        p = json.load(f)
    return p["sec"], p["eau"]


def percent(raw, dry, wet):
    if dry == wet:
        return None
    return min(max((raw - dry) * 100 / (wet - dry), 0), 100)


def moisture():
    sec, eau = lire_points()
    brut = capteur.read_u16()
    return percent(brut, sec, eau)


print(moisture())
