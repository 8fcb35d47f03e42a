# mistake: `if valeur` is false for a measure of 0: it is dropped as if it were missing.
# line: 25
# names.fr: 0|zéro ; is not None|None|if|manqu|faux|vide|perd|oubli|compt
# names.en: 0|zero ; is not None|None|if|miss|false|empty|drop|count
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def nombre_de(ligne):
    ligne = ligne.strip()
    if ligne == "":
        return None
    return float(ligne)


def summarise(name):
    n, moyenne, somme, bas, haut = 0, 0, 0, None, None
    with open(name) as fichier:
        for ligne in fichier:
            valeur = nombre_de(ligne)
            if valeur:
                if n == 0:
                    bas = haut = valeur
                n += 1
                ecart = valeur - moyenne
                moyenne += ecart / n
                somme += ecart * (valeur - moyenne)
                bas = min(bas, valeur)
                haut = max(haut, valeur)
    if n == 0:
        return None
    return {"count": n, "mean": moyenne, "min": bas, "max": haut, "deviation": sqrt(somme / n)}


total = 0
moy = 0
car = 0
plus_bas = 1000
plus_haut = -1000


def summary():
    if total == 0:
        return None
    return {"count": total, "mean": moy, "min": plus_bas, "max": plus_haut, "deviation": sqrt(car / total)}


while True:
    try:
        t = capteur.read().temperature_c
        total = total + 1
        e = t - moy
        moy = moy + e / total
        car = car + e * (t - moy)
        plus_bas = min(plus_bas, t)
        plus_haut = max(plus_haut, t)
    except OSError:
        print("mesure manquante")
    time.sleep(1)
