# style: rounded to whole percents, lambda
import json
from machine import ADC, Pin

between = lambda low, x, high: low if x < low else high if x > high else x
adc = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    return round(between(0, 100 * (dry - raw) / (dry - wet), 100)) if dry != wet else None


def moisture():
    with open("calibration.json") as file:
        points = json.load(file)
    return percent(adc.read_u16(), **points)
