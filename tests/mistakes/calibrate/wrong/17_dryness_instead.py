# mistake: The share is counted from wet to dry, so that dry soil gives 100 and water 0.
# line: 17
# names.fr: invers|sens|contraire|à l'envers|échang ; dry|wet|0|100|sec
# names.en: revers|way|opposite|upside|backward|swap|wrong end ; dry|wet|0|100
import json
from machine import ADC, Pin

sensor = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    low = min(dry, wet)
    high = max(dry, wet)
    if low == high:
        return None
    raw = max(low, min(high, raw))
    return (raw - wet) * 100 / (dry - wet)


def moisture():
    with open("calibration.json") as file:
        config = json.load(file)
    return percent(sensor.read_u16(), config["dry"], config["wet"])


print(moisture())
