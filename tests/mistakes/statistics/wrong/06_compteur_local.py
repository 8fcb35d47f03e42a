# mistake: mesurer changes compteur without saying global: the name is local and has no value yet.
# line: 17
# names.fr: compteur ; global|locale|local|valeur
# names.en: compteur ; global|local|value
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
compteur = 0
suivi = [0.0, 0.0, 999.0, -999.0]  # moyenne, somme des carrés des écarts, plus petite, plus grande


def mesurer():
    t = capteur.read().temperature_c
    compteur += 1
    d = t - suivi[0]
    suivi[0] += d / compteur
    suivi[1] += d * (t - suivi[0])
    suivi[2] = min(suivi[2], t)
    suivi[3] = max(suivi[3], t)


def summary():
    if compteur == 0:
        return None
    return {
        "count": compteur,
        "mean": suivi[0],
        "min": suivi[2],
        "max": suivi[3],
        "deviation": sqrt(suivi[1] / compteur),
    }


def summarise(name):
    n, m, s, bas, haut = 0, 0.0, 0.0, 1e30, -1e30
    with open(name) as fichier:
        for ligne in fichier:
            if len(ligne.strip()) > 0:
                x = float(ligne.strip())
                n = n + 1
                d = x - m
                m = m + d / n
                s = s + d * (x - m)
                bas, haut = min(bas, x), max(haut, x)
    if n:
        return {"count": n, "mean": m, "min": bas, "max": haut, "deviation": sqrt(s / n)}
    return None


while True:
    try:
        mesurer()
    except OSError:
        print("le capteur ne répond pas")
    time.sleep(1)
