from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def vide():
    return [0, 0, 0, None, None]


def ajouter(r, x):
    r[0] += 1
    r[1] += x
    r[2] += x * x
    if r[3] is None or x < r[3]:
        r[3] = x
    if r[4] is None or x > r[4]:
        r[4] = x


def dictionnaire(r):
    nombre, somme, carres, mini, maxi = r
    if nombre == 0:
        return None
    moyenne = somme / nombre
    ecart2 = carres / nombre - moyenne * moyenne
    return {"count": nombre, "mean": moyenne, "min": mini, "max": maxi, "deviation": sqrt(max(0, ecart2))}


def summarise(name):
    r = vide()
    with open(name) as fichier:
        for ligne in fichier:
            ligne = ligne.strip()
            if ligne != "":
                ajouter(r, float(ligne))
    return dictionnaire(r)


direct = vide()


def summary():
    return dictionnaire(direct)


while True:
    try:
        ajouter(direct, capteur.read().temperature_c)
    except OSError:
        pass
    time.sleep(1)
