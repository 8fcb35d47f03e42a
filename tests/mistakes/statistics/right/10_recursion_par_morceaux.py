# style: recursion joins the halves of small blocks of the file; Timer callback measures
from machine import I2C, Pin, Timer
from bme280 import BME280
from math import sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
TAILLE_DU_BLOC = 32


def reunir(a, b):
    if a is None or b is None:
        return a or b
    (na, ma, sa, pa, ga), (nb, mb, sb, pb, gb) = a, b
    n = na + nb
    d = mb - ma
    return n, (ma * na + mb * nb) / n, sa + sb + d * d * na * nb / n, min(pa, pb), max(ga, gb)


def resumer_liste(valeurs):
    """Couper en deux, résumer chaque moitié, réunir."""
    if not valeurs:
        return None
    if len(valeurs) == 1:
        return 1, valeurs[0], 0.0, valeurs[0], valeurs[0]
    milieu = len(valeurs) // 2
    return reunir(resumer_liste(valeurs[:milieu]), resumer_liste(valeurs[milieu:]))


def en_dictionnaire(resume):
    if resume is None:
        return None
    n, moyenne, carres, petit, grand = resume
    return {"count": n, "mean": moyenne, "min": petit, "max": grand, "deviation": sqrt(carres / n)}


def summarise(name):
    total, bloc = None, []
    with open(name) as fichier:
        for ligne in fichier:
            if ligne.strip():
                bloc.append(float(ligne))
            if len(bloc) == TAILLE_DU_BLOC:
                total = reunir(total, resumer_liste(bloc))
                bloc = []
    return en_dictionnaire(reunir(total, resumer_liste(bloc)))


depuis_le_depart = None


def summary():
    return en_dictionnaire(depuis_le_depart)


def une_mesure(minuteur):
    global depuis_le_depart
    try:
        t = capteur.read().temperature_c
    except OSError:
        return
    depuis_le_depart = reunir(depuis_le_depart, (1, t, 0.0, t, t))


minuteur = Timer(2)
minuteur.init(mode=Timer.PERIODIC, period=1000, callback=une_mesure)
while True:
    time.sleep_ms(500)
