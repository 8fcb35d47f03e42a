# mistake: MicroPython's math has no fsum.
# line: 7
# names.fr: fsum ; math|import|existe|sum|module
# names.en: fsum ; math|import|exist|sum|module
from machine import I2C, Pin
from bme280 import BME280
from math import fsum, sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
bilan = {"n": 0, "somme": 0.0, "carres": 0.0, "mini": 1000.0, "maxi": -1000.0}


def compter(b, x):
    b["n"] += 1
    b["somme"] = fsum((b["somme"], x))
    b["carres"] = fsum((b["carres"], x * x))
    b["mini"] = min(b["mini"], x)
    b["maxi"] = max(b["maxi"], x)


def resultat(b):
    if b["n"] == 0:
        return None
    moyenne = b["somme"] / b["n"]
    variance = b["carres"] / b["n"] - moyenne * moyenne
    return {"count": b["n"], "mean": moyenne, "min": b["mini"], "max": b["maxi"], "deviation": sqrt(max(0, variance))}


def summarise(name):
    b = {"n": 0, "somme": 0.0, "carres": 0.0, "mini": 1e9, "maxi": -1e9}
    fichier = open(name)
    for ligne in fichier:
        ligne = ligne.strip()
        if ligne != "":
            compter(b, float(ligne))
    fichier.close()
    return resultat(b)


def summary():
    return resultat(bilan)


while True:
    try:
        compter(bilan, capteur.read().temperature_c)
    except OSError as erreur:
        print(erreur)
    time.sleep(1)
