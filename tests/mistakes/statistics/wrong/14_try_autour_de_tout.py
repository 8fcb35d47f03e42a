# mistake: The try is around the whole loop: at the first missing measure the loop is left and the program stops.
# line: 44
# names.fr: try|except|OSError|erreur ; boucle|while|dedans|autour|intérieur|s'arrête|arrêt|fin
# names.en: try|except|OSError|error ; loop|while|inside|around|stop|end
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
valeurs = {"n": 0, "m": 0, "s": 0, "min": 0, "max": 0}


def ajoute(v, x):
    if v["n"] == 0:
        v["min"] = v["max"] = x
    v["n"] += 1
    d = x - v["m"]
    v["m"] += d / v["n"]
    v["s"] += d * (x - v["m"])
    v["min"] = min(v["min"], x)
    v["max"] = max(v["max"], x)


def traduit(v):
    if v["n"] == 0:
        return None
    return {"count": v["n"], "mean": v["m"], "min": v["min"], "max": v["max"], "deviation": sqrt(v["s"] / v["n"])}


def summarise(name):
    v = {"n": 0, "m": 0, "s": 0, "min": 0, "max": 0}
    with open(name) as f:
        for ligne in f:
            if ligne.strip():
                ajoute(v, float(ligne.strip()))
    return traduit(v)


def summary():
    return traduit(valeurs)


try:
    while True:
        ajoute(valeurs, capteur.read().temperature_c)
        time.sleep(1)
except OSError:
    print("Le capteur ne répond pas")
