# style: a function that makes the function
import json
from machine import ADC, Pin


def calibrated(dry, wet):
    def to_percent(raw):
        return max(0, min(100, (raw - dry) / (wet - dry) * 100))

    return to_percent


def percent(raw, dry, wet):
    if dry == wet:
        return
    return calibrated(dry, wet)(raw)


def moisture():
    adc = ADC(Pin(32), atten=ADC.ATTN_11DB)
    with open("/calibration.json") as file:
        points = json.load(file)
    return calibrated(points["dry"], points["wet"])(adc.read_u16())
