# mistake: // cuts the decimals, so that the share of the way is 0 or 1 only.
# line: 18
# names.fr: // ; /|décimal|entièr|entier|coupe
# names.en: // ; /|decimal|whole|integer|cut
from machine import ADC, Pin
import json

probe = ADC(Pin(32), atten=ADC.ATTN_11DB)


def clamp(x, low, high):
    return max(low, min(high, x))


def percent(raw, dry, wet):
    if dry == wet:
        return None
    way = (raw - dry) // (wet - dry)
    return clamp(way * 100, 0, 100)


def moisture():
    with open("calibration.json") as file:
        points = json.load(file)
    return percent(probe.read_u16(), points["dry"], points["wet"])


print("Moisture:", moisture())
