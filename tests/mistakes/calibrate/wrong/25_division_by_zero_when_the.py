# mistake: Division by zero when the points are equal.
# line: 11
# names.fr: zéro|égaux|None
# names.en: zero|equal|None
from machine import ADC, Pin
import json

sonde = ADC(Pin(32), atten=ADC.ATTN_11DB)

def percent(raw, dry, wet):
    p = (raw - dry) / (wet - dry) * 100
    return max(0, min(100, p))

def moisture():
    with open("calibration.json") as f:
        points = json.load(f)
    return percent(sonde.read_u16(), points["dry"], points["wet"])

print("Humidité :", moisture(), "%")
