from machine import ADC, Pin
import json

sonde = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    return max(0, min(100, 100 * (raw - dry) / (wet - dry)))


def moisture():
    with open("calibration.json") as fichier:
        points = json.load(fichier)
    return percent(sonde.read_u16(), points["dry"], points["wet"])


print("Humidité :", moisture())
