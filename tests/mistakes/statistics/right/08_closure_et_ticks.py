# style: functions inside a function, nonlocal, polling of ticks_ms without a long pause
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time


def nouveau_resume():
    nombre = 0
    moyenne = carres = 0.0
    petit = grand = None

    def ajouter(x):
        nonlocal nombre, moyenne, carres, petit, grand
        nombre += 1
        ancienne = moyenne
        moyenne = ancienne + (x - ancienne) / nombre
        carres = carres + (x - ancienne) * (x - moyenne)
        petit = x if petit is None or x < petit else petit
        grand = x if grand is None or x > grand else grand

    def lire():
        if nombre == 0:
            return None
        return dict(count=nombre, mean=moyenne, min=petit, max=grand, deviation=sqrt(carres / nombre))

    return ajouter, lire


def summarise(name):
    ajouter, lire = nouveau_resume()
    with open(name, "r") as fichier:
        for ligne in fichier:
            if not ligne.strip():
                continue
            ajouter(float(ligne))
    return lire()


ajouter_en_direct, summary = nouveau_resume()
capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
derniere = time.ticks_add(time.ticks_ms(), -1000)
while True:
    if time.ticks_diff(time.ticks_ms(), derniere) >= 1000:
        derniere = time.ticks_add(derniere, 1000)
        try:
            ajouter_en_direct(capteur.read().temperature_c)
        except OSError:
            print("fil débranché ?")
    time.sleep_ms(2)
