# mistake: The smallest and the largest begin at 0: a smallest above 0, or a largest below, is never found.
# line: 18
# names.fr: 0|zéro ; min|max|plus petit|plus grand|premi|commenc|départ|extrêm
# names.en: 0|zero ; min|max|small|larg|first|begin|start|extrem
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


class Cumul:
    def __init__(self):
        self.n = 0
        self.moyenne = 0
        self.ecarts = 0
        self.petit = 0
        self.grand = 0

    def ajoute(self, x):
        self.n += 1
        d = x - self.moyenne
        self.moyenne += d / self.n
        self.ecarts += d * (x - self.moyenne)
        if x < self.petit:
            self.petit = x
        if x > self.grand:
            self.grand = x

    def bilan(self):
        if self.n == 0:
            return None
        return {"count": self.n, "mean": self.moyenne, "min": self.petit, "max": self.grand, "deviation": sqrt(self.ecarts / self.n)}


def summarise(name):
    c = Cumul()
    f = open(name)
    for ligne in f:
        ligne = ligne.strip()
        if ligne:
            c.ajoute(float(ligne))
    f.close()
    return c.bilan()


journee = Cumul()


def summary():
    return journee.bilan()


while True:
    try:
        journee.ajoute(capteur.read().temperature_c)
    except OSError:
        pass
    time.sleep(1)
