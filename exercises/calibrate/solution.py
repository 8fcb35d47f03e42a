from machine import ADC, Pin
import json

probe = ADC(Pin(32), atten=ADC.ATTN_11DB)

with open("calibration.json") as file:
    calibration = json.load(file)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    share = (raw - dry) / (wet - dry) * 100
    return max(0, min(100, share))


def moisture():
    return percent(probe.read_u16(), calibration["dry"], calibration["wet"])


print("Moisture:", moisture())
