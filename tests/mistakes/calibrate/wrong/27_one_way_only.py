# mistake: The bounds are tested as if dry were always the larger number, so a probe that counts the other way gives only 0 or 100.
# line: 26
# names.fr: sens|inverse|plus petit|dry < wet|plus grand|dans l'autre|croissant ; dry|wet|born|sec|0|100|compar
# names.en: other way|direction|smaller|dry < wet|larger|revers|both ways|opposite ; dry|wet|bound|limit|0|100|compar
import json
from machine import Pin, ADC


class Probe:
    def __init__(self, pin):
        self.adc = ADC(Pin(pin), atten=ADC.ATTN_11DB)

    def raw(self, times=8):
        total = 0
        for _ in range(times):
            total += self.adc.read_u16()
        return total / times


probe = Probe(32)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    if raw >= dry:
        return 0
    if raw <= wet:
        return 100
    return 100 * (raw - dry) / (wet - dry)


def moisture():
    with open("calibration.json") as file:
        points = json.load(file)
    return percent(probe.raw(), points["dry"], points["wet"])


print("The soil is at", moisture(), "%")
