# mistake: return inside the loop: only the first line counts.
# line: 47
# names.fr: return ; boucle
# names.en: return ; loop
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
n = 0
somme = 0
carres = 0
mini = None
maxi = None


def resultat(n, somme, carres, mini, maxi):
    if n == 0:
        return None
    moyenne = somme / n
    variance = carres / n - moyenne * moyenne
    if variance < 0:
        variance = 0
    return {"count": n, "mean": moyenne, "min": mini, "max": maxi, "deviation": sqrt(variance)}


def summarise(name):
    n = 0
    s = 0
    c = 0
    petit = None
    grand = None
    with open(name) as fichier:
        for ligne in fichier:
            ligne = ligne.strip()
            if ligne == "":
                continue
            x = float(ligne)
            n += 1
            s += x
            c += x * x
            if petit is None or x < petit:
                petit = x
            if grand is None or x > grand:
                grand = x
            return resultat(n, s, c, petit, grand)


def summary():
    return resultat(n, somme, carres, mini, maxi)


while True:
    try:
        t = capteur.read().temperature_c
        n += 1
        somme += t
        carres += t * t
        mini = t if mini is None else min(mini, t)
        maxi = t if maxi is None else max(maxi, t)
    except OSError:
        print("pas de mesure")
    time.sleep(1)
