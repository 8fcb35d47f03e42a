from machine import ADC, Pin
import json


def line_through(x0, y0, x1, y1):
    def line(x):
        return y0 + (x - x0) * (y1 - y0) / (x1 - x0)

    return line


def percent(raw, dry, wet):
    if dry == wet:
        return None
    humidite = line_through(dry, 0, wet, 100)(raw)
    while humidite < 0:
        humidite = 0
    while humidite > 100:
        humidite = 100
    return humidite


def moisture():
    with open("calibration.json") as file:
        points = json.load(file)
    return percent(ADC(Pin(32), atten=ADC.ATTN_11DB).read_u16(), points["dry"], points["wet"])


if __name__ == "__main__":
    print(moisture())
