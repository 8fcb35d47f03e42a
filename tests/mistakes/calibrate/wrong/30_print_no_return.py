# mistake: percent prints the percentage but does not return it, so every caller gets None.
# line: 17
# names.fr: return|rend|renvo|retour ; print|affich|None|percent
# names.en: return|give back|gives back ; print|show|None|percent
from machine import ADC, Pin
import json

probe = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    # a calibration with two equal points is worth nothing
    if dry == wet:
        return None
    share = (raw - dry) / (wet - dry)
    result = max(0, min(100, share * 100))
    print("Moisture:", result)


def moisture():
    file = open("calibration.json")
    points = json.load(file)
    file.close()
    return percent(probe.read_u16(), points["dry"], points["wet"])


moisture()
