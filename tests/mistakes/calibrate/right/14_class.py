import json
from machine import ADC, Pin


class Probe:
    SAMPLES = 16

    def __init__(self, pin, path):
        self.adc = ADC(Pin(pin), atten=ADC.ATTN_11DB)
        self.path = path

    def points(self):
        with open(self.path) as file:
            data = json.loads(file.read())
        return data["dry"], data["wet"]

    def raw(self):
        return sum(self.adc.read_u16() for _ in range(self.SAMPLES)) / self.SAMPLES


def percent(raw, dry, wet):
    low, high = min(dry, wet), max(dry, wet)
    if low == high:
        return None
    raw = max(low, min(high, raw))
    share = (raw - low) / (high - low) * 100
    return share if wet > dry else 100 - share


probe = Probe(32, "calibration.json")


def moisture():
    dry, wet = probe.points()
    return percent(probe.raw(), dry, wet)


print("{}%".format(moisture()))
