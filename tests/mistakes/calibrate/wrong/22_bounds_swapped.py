# mistake: The bounds are swapped: min(0, max(100, x)) is always 0.
# line: 24
# names.fr: min(|max(|born|échang
# names.en: min(|max(|bound|swap
import json
from machine import ADC, Pin


class Probe:
    def __init__(self, pin, name):
        self.adc = ADC(Pin(pin), atten=ADC.ATTN_11DB)
        with open(name) as file:
            self.points = json.load(file)

    def read(self):
        return percent(self.adc.read_u16(), self.points["dry"], self.points["wet"])


def percent(raw, dry, wet):
    try:
        share = 100 * (raw - dry) / (wet - dry)
    except ZeroDivisionError:
        return None
    return min(0, max(100, share))


probe = Probe(32, "calibration.json")


def moisture():
    return probe.read()
