# style: generator of readings, twelve bits made sixteen
import json
from machine import ADC, Pin


def readings(adc):
    while True:
        yield adc.read() * 65535 // 4095


source = readings(ADC(Pin(32), atten=ADC.ATTN_11DB))


def percent(raw, dry, wet):
    if wet - dry:
        share = (raw - dry) / (wet - dry)
        return 100 * max(0.0, min(1.0, share))
    return None


def moisture():
    with open("calibration.json") as file:
        calibration = json.load(file)
    return percent(next(source), calibration["dry"], calibration["wet"])
