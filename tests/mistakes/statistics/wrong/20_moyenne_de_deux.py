# mistake: The new mean is half-way between the old mean and the new measure: the last measures weigh far too much.
# line: 21
# names.fr: moyenne|mean ; somme|nombre|/ 2|dernière|poids|deux|compt|divis
# names.en: mean|average ; sum|number|/ 2|last|weigh|two|count|divi
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def debut():
    return {"count": 0, "mean": None, "min": None, "max": None, "reference": 0, "somme": 0, "carres": 0}


def noter(r, x):
    if r["count"] == 0:
        r["mean"] = r["min"] = r["max"] = r["reference"] = x
    else:
        r["mean"] = (r["mean"] + x) / 2
    r["count"] += 1
    r["somme"] += x - r["reference"]
    r["carres"] += (x - r["reference"]) ** 2
    r["min"] = min(r["min"], x)
    r["max"] = max(r["max"], x)


def conclure(r):
    n = r["count"]
    if n == 0:
        return None
    variance = r["carres"] / n - (r["somme"] / n) ** 2
    return {"count": n, "mean": r["mean"], "min": r["min"], "max": r["max"], "deviation": sqrt(max(0, variance))}


def summarise(name):
    r = debut()
    with open(name) as fichier:
        for ligne in fichier:
            ligne = ligne.strip()
            if ligne != "":
                noter(r, float(ligne))
    return conclure(r)


en_direct = debut()


def summary():
    return conclure(en_direct)


while True:
    try:
        noter(en_direct, capteur.read().temperature_c)
    except OSError:
        print("pas de réponse")
    time.sleep(1)
