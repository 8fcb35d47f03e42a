# style: recursion: the mean of a list by halves; closure made from the file
import json
from machine import ADC, Pin


def mean(values):
    if len(values) == 1:
        return values[0]
    middle = len(values) // 2
    return (mean(values[:middle]) + mean(values[middle:])) / 2


def percent(raw, dry, wet):
    if dry == wet:
        return None
    if (raw - dry) * (wet - dry) <= 0:
        return 0
    if (raw - wet) * (wet - dry) >= 0:
        return 100
    return abs(raw - dry) / abs(wet - dry) * 100


def meter(adc, name):
    def measure():
        with open(name) as file:
            points = json.load(file)
        return percent(mean([adc.read_u16() for _ in range(8)]), points["dry"], points["wet"])

    return measure


moisture = meter(ADC(Pin(32), atten=ADC.ATTN_11DB), "calibration.json")
print("Moisture:", moisture())
