# mistake: Nothing keeps the percentage between 0 and 100 outside the two points.
# line: 14
# names.fr: 0 ; 100 ; max|min|born|dehors|dépass|limit|arrêt
# names.en: 0 ; 100 ; max|min|bound|outside|beyond|limit|stop
from machine import ADC, Pin
import json

probe = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    return (raw - dry) / (wet - dry) * 100


def moisture():
    points = json.load(open("calibration.json"))
    return percent(probe.read_u16(), points["dry"], points["wet"])


print("Moisture:", moisture())
