# style: class, averaged readings, endless loop
import json
import time
from machine import ADC, Pin


class Probe:
    def __init__(self, pin, path):
        self.adc = ADC(Pin(pin), atten=ADC.ATTN_11DB)
        with open(path) as file:
            points = json.load(file)
        self.dry, self.wet = points["dry"], points["wet"]

    def raw(self):
        return sum(self.adc.read_u16() for _ in range(10)) / 10

    def percent(self):
        return percent(self.raw(), self.dry, self.wet)


def percent(raw, dry, wet):
    try:
        return min(max((raw - dry) * 100 / (wet - dry), 0), 100)
    except ZeroDivisionError:
        return None


probe = Probe(32, "calibration.json")


def moisture():
    return probe.percent()


while True:
    print(probe.percent())
    time.sleep(1)
