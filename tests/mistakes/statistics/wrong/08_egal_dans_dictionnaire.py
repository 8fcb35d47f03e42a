# mistake: In a dictionary a key and its value are separated by a colon, not by an equals sign.
# line: 28
# names.fr: deux-points|deux points|:|dictionnaire ; =|égal|mean|clé
# names.en: colon|:|dict ; =|equal|mean|key
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
donnees = [0, 0, 0, 0, 0]


def prendre(d, x):
    if d[0] == 0:
        d[3], d[4] = x, x
    d[0] += 1
    e = x - d[1]
    d[1] += e / d[0]
    d[2] += e * (x - d[1])
    d[3] = min(d[3], x)
    d[4] = max(d[4], x)


def dictionnaire(d):
    if d[0] == 0:
        return None
    return {"count": d[0], "mean" = d[1], "min": d[3], "max": d[4], "deviation": sqrt(d[2] / d[0])}


def summarise(name):
    d = [0, 0, 0, 0, 0]
    for ligne in open(name):
        if ligne.strip():
            prendre(d, float(ligne))
    return dictionnaire(d)


def summary():
    return dictionnaire(donnees)


while True:
    try:
        prendre(donnees, capteur.read().temperature_c)
    except OSError:
        pass
    time.sleep(1)
