# mistake: The dictionary is read with dots (points.dry) instead of square brackets and a text.
# line: 24
# names.fr: dry ; crochet|["dry"]|['dry']|dictionnaire|clé
# names.en: dry ; bracket|["dry"]|['dry']|dict|key
from machine import ADC, Pin
import json

with open("calibration.json") as source:
    points = json.loads(source.read())

adc = ADC(Pin(32))
adc.atten(ADC.ATTN_11DB)


def percent(raw, dry, wet):
    try:
        share = (raw - dry) / (wet - dry)
    except ZeroDivisionError:
        return None
    return 100 * max(0, min(1, share))


def moisture():
    return percent(adc.read_u16(), points.dry, points.wet)


print("It is", moisture(), "% wet")
