# mistake: The result is not kept between 0 and 100.
# line: 14
# names.fr: 0 ; 100 ; born|garde|dehors|dépasse|entre|max|min
# names.en: 0 ; 100 ; bound|keep|outside|beyond|between|max|min
from machine import ADC, Pin
import json

sonde = ADC(Pin(32), atten=ADC.ATTN_11DB)

def percent(raw, dry, wet):
    if dry == wet:
        return None
    p = (raw - dry) / (wet - dry) * 100
    return p

def moisture():
    with open("calibration.json") as f:
        points = json.load(f)
    return percent(sonde.read_u16(), points["dry"], points["wet"])

print("Humidité :", moisture(), "%")
