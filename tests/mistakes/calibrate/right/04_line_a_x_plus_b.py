# style: the line as slope and intercept, both ways sorted first
import json
from machine import ADC, Pin


def line_through(x0, y0, x1, y1):
    slope = (y1 - y0) / (x1 - x0)
    return slope, y0 - slope * x0


def percent(raw, dry, wet):
    if dry == wet:
        return None
    a, b = line_through(dry, 0, wet, 100)
    y = a * raw + b
    if y < 0:
        return 0
    if y > 100:
        return 100
    return y


def moisture():
    adc = ADC(Pin(32), atten=ADC.ATTN_11DB)
    with open("calibration.json") as f:
        c = json.load(f)
    return percent(adc.read_u16(), c["dry"], c["wet"])


if __name__ == "__main__":
    print(moisture())
