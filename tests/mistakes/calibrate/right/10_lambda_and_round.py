# style: lambdas, rounded to a tenth, file read once and kept
from machine import ADC, Pin
import json

clamp = lambda x: max(0, min(100, x))
percent = lambda raw, dry, wet: None if dry == wet else round(clamp((raw - dry) / (wet - dry) * 100), 1)

adc = ADC(Pin(32), atten=ADC.ATTN_11DB)
points = None


def moisture():
    global points
    if points is None:
        with open("calibration.json") as file:
            points = json.load(file)
    readings = [adc.read_u16() for _ in range(4)]
    return percent(sum(readings) / len(readings), points["dry"], points["wet"])


print("Moisture:", moisture())
