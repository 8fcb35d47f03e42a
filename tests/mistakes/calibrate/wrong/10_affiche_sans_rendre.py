# mistake: moisture prints the percentage and returns nothing.
# line: 31
# names.fr: moisture ; return|rend|renvoi|retourn|None
# names.en: moisture ; return|None
import json
from machine import ADC, Pin


class Sonde:
    def __init__(self, broche):
        self.adc = ADC(Pin(broche), atten=ADC.ATTN_11DB)

    def brut(self):
        return self.adc.read_u16()


ma_sonde = Sonde(32)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    pc = 100.0 * (raw - dry) / (wet - dry)
    return max(0.0, min(100.0, pc))


def moisture():
    with open("calibration.json") as f:
        etalon = json.load(f)
    p = percent(ma_sonde.brut(), etalon["dry"], etalon["wet"])
    print("Humidité :", p, "%")


moisture()
