from machine import ADC, Pin
import json

probe = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    # Your turn: where is raw, between dry (0%) and wet (100%)?
    return 0


def moisture():
    # Your turn: read the probe, take the points from calibration.json.
    return 0


print("Moisture:", moisture())
