# mistake: All measures are kept in a list: a long file fills the memory.
# line: 27
# names.fr: liste|garde|tout ; mémoire|MemoryError|place|rempli
# names.en: list|keep|kept|all ; memory|MemoryError|room|full|fill
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def statistiques(liste):
    if not liste:
        return None
    n = len(liste)
    moyenne = sum(liste) / n
    carres = [(x - moyenne) ** 2 for x in liste]
    return {"count": n, "mean": moyenne, "min": min(liste), "max": max(liste), "deviation": sqrt(sum(carres) / n)}


def summarise(name):
    valeurs = []
    with open(name) as fichier:
        for ligne in fichier:
            if ligne.strip():
                valeurs.append(float(ligne))
    return statistiques(valeurs)


temperatures = []


def summary():
    return statistiques(temperatures)


while True:
    try:
        temperatures.append(capteur.read().temperature_c)
    except OSError:
        pass
    time.sleep(1)
