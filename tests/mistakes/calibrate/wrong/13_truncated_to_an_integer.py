# mistake: int() cuts the decimals of the percentage: it is up to one point too low.
# line: 17
# names.fr: int ; décimal|entier|tronqu|coupe|arrond|0,5|0.5
# names.en: int ; decimal|whole|integer|cut|round|trunc|0.5
from machine import ADC, Pin
import json

soil = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    p = 100 * (raw - dry) / (wet - dry)
    p = max(0, p)
    p = min(100, p)
    return int(p)


def load_points():
    with open("calibration.json") as file:
        data = json.load(file)
    return data["dry"], data["wet"]


def moisture():
    dry, wet = load_points()
    total = 0
    for _ in range(8):
        total += soil.read_u16()
    return percent(total / 8, dry, wet)


print(moisture(), "%")
