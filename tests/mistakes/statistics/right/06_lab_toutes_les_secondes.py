# style: lab.every and lab.run
import lab
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def fusion(a, b):
    """Réunir deux résumés (nombre, moyenne, carrés, mini, maxi)."""
    if a is None:
        return b
    n = a[0] + b[0]
    ecart = b[1] - a[1]
    return (
        n,
        a[1] + ecart * b[0] / n,
        a[2] + b[2] + ecart * ecart * a[0] * b[0] / n,
        min(a[3], b[3]),
        max(a[4], b[4]),
    )


def habiller(r):
    if r is None:
        return None
    return {"count": r[0], "mean": r[1], "min": r[3], "max": r[4], "deviation": sqrt(r[2] / r[0])}


def summarise(name):
    r = None
    with open(name) as f:
        for ligne in f:
            if ligne.strip():
                x = float(ligne)
                r = fusion(r, (1, x, 0.0, x, x))
    return habiller(r)


en_direct = None


def summary():
    return habiller(en_direct)


def mesurer():
    global en_direct
    try:
        t = capteur.read().temperature_c
    except OSError:
        return
    en_direct = fusion(en_direct, (1, t, 0.0, t, t))


lab.every(1, mesurer)
lab.run()
