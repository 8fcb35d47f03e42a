# A program that goes on: one line every two seconds.
import json
import time
from machine import ADC, Pin

sensor = ADC(Pin(32))
sensor.atten(ADC.ATTN_11DB)


def percent(raw, dry, wet):
    try:
        p = (raw - dry) / (wet - dry) * 100
    except ZeroDivisionError:
        return None
    if p < 0:
        return 0
    if p > 100:
        return 100
    return p


def moisture():
    readings = sorted(sensor.read_u16() for _ in range(9))
    with open("calibration.json") as file:
        points = json.load(file)
    return percent(readings[4], points["dry"], points["wet"])


while True:
    print("moisture", moisture())
    time.sleep(2)
