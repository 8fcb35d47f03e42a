# mistake: json.load gets the name of the file instead of an open file.
# line: 25
# names.fr: json.load|load ; open|ouvr|ouvert
# names.en: json.load|load ; open
from machine import ADC, Pin
from json import load

PROBE_PIN = 32
sensor = ADC(Pin(PROBE_PIN), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    span = wet - dry
    if span == 0:
        return None
    p = 100 * (raw - dry) / span
    if p < 0:
        p = 0
    elif p > 100:
        p = 100
    return p


def moisture():
    calibration = load("calibration.json")
    return percent(sensor.read_u16(), calibration["dry"], calibration["wet"])


print(moisture())
