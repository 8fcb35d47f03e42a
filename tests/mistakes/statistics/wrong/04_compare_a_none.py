# mistake: The smallest begins as None, and a number is compared with None.
# line: 53
# names.fr: None ; compar|<|mini|nombre|premi
# names.en: None ; compar|<|mini|number|first
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))

nombre = 0
moyenne = 0
m2 = 0
mini = None
maxi = None


def summarise(name):
    n, m, s, petit, grand = 0, 0, 0, None, None
    with open(name) as f:
        for ligne in f:
            if ligne.strip() == "":
                continue
            x = float(ligne)
            n += 1
            ecart = x - m
            m += ecart / n
            s += ecart * (x - m)
            petit = x if petit is None else min(petit, x)
            grand = x if grand is None else max(grand, x)
    if n == 0:
        return None
    return {"count": n, "mean": m, "min": petit, "max": grand, "deviation": sqrt(s / n)}


def summary():
    if nombre == 0:
        return None
    return {"count": nombre, "mean": moyenne, "min": mini, "max": maxi, "deviation": sqrt(m2 / nombre)}


while True:
    try:
        t = capteur.read().temperature_c
    except OSError:
        t = None
    if t is not None:
        nombre += 1
        ecart = t - moyenne
        moyenne += ecart / nombre
        m2 += ecart * (t - moyenne)
        if t < mini:
            mini = t
        if t > maxi:
            maxi = t
    time.sleep(1)
