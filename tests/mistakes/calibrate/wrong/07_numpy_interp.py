# mistake: MicroPython on this board has no numpy.
# line: 6
# names.fr: numpy ; module|bibliothèque|import|carte|micropython|existe
# names.en: numpy ; module|library|import|board|micropython|exist
import json
import numpy as np
from machine import ADC, Pin

probe = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    if dry < wet:
        return float(np.interp(raw, [dry, wet], [0, 100]))
    return float(np.interp(raw, [wet, dry], [100, 0]))


def moisture():
    with open("calibration.json") as f:
        c = json.load(f)
    return percent(probe.read_u16(), c["dry"], c["wet"])


print("moisture", moisture())
