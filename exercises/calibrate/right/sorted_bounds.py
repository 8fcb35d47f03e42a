# style: raw number bounded between the two points first
import json
from machine import ADC, Pin

probe = ADC(Pin(32), atten=ADC.ATTN_11DB)
points = json.load(open("calibration.json"))


def percent(raw, dry, wet):
    low, high = sorted((dry, wet))
    raw = min(high, max(low, raw))
    return None if low == high else abs(raw - dry) * 100 / (high - low)


def moisture():
    return percent(probe.read_u16(), points["dry"], points["wet"])
