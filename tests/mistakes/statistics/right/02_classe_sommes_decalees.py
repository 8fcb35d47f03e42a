# style: class with three sums, counted from the first measure; due times; French names
from machine import I2C, Pin
from bme280 import BME280
import math
import time


class Resume:
    """Trois sommes et deux extrêmes ; les sommes partent de la première mesure, pour garder les petits écarts."""

    def __init__(self):
        self.nombre = 0
        self.somme_des_ecarts = 0.0
        self.somme_des_carres = 0.0
        self.origine = self.plus_petite = self.plus_grande = None

    def ajouter(self, mesure):
        if self.nombre == 0:
            self.origine = self.plus_petite = self.plus_grande = mesure
        ecart = mesure - self.origine
        self.nombre += 1
        self.somme_des_ecarts += ecart
        self.somme_des_carres += ecart * ecart
        if mesure < self.plus_petite:
            self.plus_petite = mesure
        elif mesure > self.plus_grande:
            self.plus_grande = mesure

    def dictionnaire(self):
        if self.nombre == 0:
            return None
        moyen = self.somme_des_ecarts / self.nombre
        variance = self.somme_des_carres / self.nombre - moyen * moyen
        return {
            "count": self.nombre,
            "mean": self.origine + moyen,
            "min": self.plus_petite,
            "max": self.plus_grande,
            "deviation": math.sqrt(variance) if variance > 0 else 0,
        }


capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
depuis_le_debut = Resume()


def summarise(name):
    resume = Resume()
    fichier = open(name)
    try:
        for ligne in fichier:
            if ligne.strip() != "":
                resume.ajouter(float(ligne))
    finally:
        fichier.close()
    return resume.dictionnaire()


def summary():
    return depuis_le_debut.dictionnaire()


prochaine = time.ticks_ms()
while True:
    try:
        temperature = capteur.read().temperature_c
    except OSError:
        temperature = None
    if temperature is not None:
        depuis_le_debut.ajouter(temperature)
    prochaine = time.ticks_add(prochaine, 1000)
    time.sleep_ms(max(0, time.ticks_diff(prochaine, time.ticks_ms())))
