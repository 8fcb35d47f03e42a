# style: globals and functions, French names, polling without a pause
from machine import I2C, Pin
from bme280 import BME280
import math
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
nombre, somme, carres = 0, 0, 0
plus_petite, plus_grande = 1000, -1000


def resume(nombre, somme, carres, plus_petite, plus_grande):
    if nombre == 0:
        return None
    moyenne = somme / nombre
    ecart = math.sqrt(abs(carres / nombre - moyenne ** 2))
    return dict(count=nombre, mean=moyenne, min=plus_petite, max=plus_grande, deviation=ecart)


def summarise(nom):
    nombre, somme, carres, plus_petite, plus_grande = 0, 0, 0, 1000000, -1000000
    with open(nom) as fichier:
        for ligne in fichier:
            try:
                valeur = float(ligne)
            except ValueError:
                continue
            nombre += 1
            somme += valeur
            carres += valeur ** 2
            plus_petite = min(plus_petite, valeur)
            plus_grande = max(plus_grande, valeur)
    return resume(nombre, somme, carres, plus_petite, plus_grande)


def summary():
    return resume(nombre, somme, carres, plus_petite, plus_grande)


derniere = time.ticks_ms() - 1000
while True:
    if time.ticks_diff(time.ticks_ms(), derniere) >= 1000:
        derniere = time.ticks_ms()
        try:
            temperature = capteur.read().temperature_c
        except OSError:
            continue
        nombre += 1
        somme += temperature
        carres += temperature ** 2
        plus_petite = min(plus_petite, temperature)
        plus_grande = max(plus_grande, temperature)
    time.sleep_ms(20)
