# style: a class for the two points, another one for the probe
import json
from machine import ADC, Pin


class Calibration:
    def __init__(self, dry, wet):
        self.dry = dry
        self.wet = wet

    @classmethod
    def from_file(cls, name):
        with open(name) as file:
            data = json.load(file)
        return cls(data["dry"], data["wet"])

    def percent(self, raw):
        span = self.wet - self.dry
        if not span:
            return None
        share = (raw - self.dry) / span
        if share <= 0:
            return 0
        return 100 if share >= 1 else 100 * share


class Probe:
    def __init__(self, pin):
        self._adc = ADC(Pin(pin), atten=ADC.ATTN_11DB)

    def raw(self, count=16):
        return sum(self._adc.read_u16() for _ in range(count)) // count


probe = Probe(32)


def percent(raw, dry, wet):
    return Calibration(dry, wet).percent(raw)


def moisture():
    return Calibration.from_file("calibration.json").percent(probe.raw())


print("soil moisture: %.1f %%" % moisture())
