# mistake: // cuts the decimals of the share: it is 0 or 1 only.
# line: 14
# names.fr: // ; division|entière|décimal|coup
# names.en: // ; division|whole|integer|decimal|cut
from machine import ADC, Pin
import json

sonde = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    part = (raw - dry) // (wet - dry)
    return min(100, max(0, part * 100))


def moisture():
    with open("calibration.json") as f:
        c = json.load(f)
    return percent(sonde.read_u16(), c["dry"], c["wet"])


print(moisture(), "%")
