# mistake: A bare except hides that the reading has no attribute temperature (it is temperature_c): nothing is ever counted.
# line: 60
# names.fr: except|erreur ; temperature_c|temperature|attribut|cache|avale|ignor|masqu
# names.en: except|error ; temperature_c|temperature|attribut|hid|swallow|ignor
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time


class Resume:
    def __init__(self):
        self.nombre = 0

    def ajouter(self, x):
        self.nombre += 1
        if self.nombre == 1:
            self.moyenne, self.carres, self.mini, self.maxi = x, 0, x, x
            return
        avant = self.moyenne
        self.moyenne += (x - avant) / self.nombre
        self.carres += (x - avant) * (x - self.moyenne)
        if x < self.mini:
            self.mini = x
        if x > self.maxi:
            self.maxi = x

    def rendre(self):
        if self.nombre == 0:
            return None
        return {
            "count": self.nombre,
            "mean": self.moyenne,
            "min": self.mini,
            "max": self.maxi,
            "deviation": sqrt(self.carres / self.nombre),
        }


def summarise(name):
    r = Resume()
    with open(name) as f:
        for ligne in f:
            ligne = ligne.strip()
            if ligne:
                r.ajouter(float(ligne))
    return r.rendre()


capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
serre = Resume()


def summary():
    return serre.rendre()


while True:
    try:
        serre.ajouter(capteur.read().temperature)
    except:
        pass
    time.sleep(1)
