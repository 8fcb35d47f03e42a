# style: Timer that takes five measures, flag, then stops
from machine import ADC, Pin, Timer
import json
import time

adc = ADC(Pin(32), atten=ADC.ATTN_11DB)
restant = 5


def percent(raw, dry, wet):
    ecart = wet - dry
    if ecart == 0:
        return None
    p = 100.0 * (raw - dry) / ecart
    return 0.0 if p < 0.0 else 100.0 if p > 100.0 else p


def moisture():
    with open("calibration.json") as f:
        r = json.load(f)
    return percent(adc.read_u16(), r["dry"], r["wet"])


def tic(_):
    global restant
    restant -= 1


minuteur = Timer(0)
minuteur.init(period=100, mode=Timer.PERIODIC, callback=tic)
vu = restant
while restant > 0:
    if vu != restant:
        vu = restant
        print("Humidité :", moisture())
    time.sleep_ms(10)
minuteur.deinit()
