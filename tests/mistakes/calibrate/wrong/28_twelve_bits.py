# mistake: read() gives 12 bits (0 to 4095), but the calibration was made with read_u16() (0 to 65535).
# line: 37
# names.fr: read()|read_u16|.read|`read` ; 4095|12 bit|65535|read_u16|echelle|16 bit
# names.en: read()|read_u16|.read|`read` ; 4095|12 bit|12-bit|65535|read_u16|scale|16 bit
import json
from machine import ADC, Pin

FILE = "calibration.json"

probe = ADC(Pin(32))
probe.atten(ADC.ATTN_11DB)


def clamp(x, low, high):
    if x < low:
        return low
    if x > high:
        return high
    return x


def percent(raw, dry, wet):
    span = wet - dry
    if span == 0:
        return None
    return clamp((raw - dry) / span * 100, 0, 100)


def load_points():
    with open(FILE) as f:
        data = json.load(f)
    return data["dry"], data["wet"]


def moisture():
    dry, wet = load_points()
    raw = probe.read()
    return percent(raw, dry, wet)


print(moisture())
