# style: plain functions, as the idea says
from machine import ADC, Pin
import json

probe = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    return max(0, min(100, (raw - dry) / (wet - dry) * 100))


def moisture():
    with open("calibration.json") as file:
        points = json.load(file)
    return percent(probe.read_u16(), points["dry"], points["wet"])


print("Moisture:", moisture())
