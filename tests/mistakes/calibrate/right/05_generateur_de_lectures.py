# style: generator of readings, running mean, comprehension
from machine import ADC, Pin
import json
import time

capteur = ADC(Pin(32), atten=ADC.ATTN_11DB)


def lectures(combien, pause_ms):
    for _ in range(combien):
        yield capteur.read_u16()
        time.sleep_ms(pause_ms)


def moyenne(valeurs):
    total, nombre = 0, 0
    for v in valeurs:
        total += v
        nombre += 1
    return total / nombre


def percent(raw, dry, wet):
    return None if dry == wet else sorted((0, (raw - dry) * 100 / (wet - dry), 100))[1]


def moisture():
    with open("calibration.json") as fichier:
        p = json.load(fichier)
    return percent(moyenne(lectures(10, 2)), p["dry"], p["wet"])


for essai in range(3):
    print(essai, moisture())
