# mistake: "if value" drops the measures of 0 as if they were missing.
# line: 22
# names.fr: zéro|`0`| 0 | 0,| 0.|de 0|if value
# names.en: zero|`0`| 0 | 0,| 0.|of 0|if value
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

bme = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


class Sommes:
    def __init__(self):
        self.n = 0
        self.s = 0
        self.s2 = 0
        self.mini = None
        self.maxi = None

    def ajoute(self, value):
        if value:
            self.n += 1
            self.s += value
            self.s2 += value * value
            self.mini = value if self.mini is None else min(self.mini, value)
            self.maxi = value if self.maxi is None else max(self.maxi, value)

    def bilan(self):
        if self.n == 0:
            return None
        m = self.s / self.n
        return {"count": self.n, "mean": m, "min": self.mini, "max": self.maxi,
                "deviation": sqrt(max(0, self.s2 / self.n - m * m))}


jour = Sommes()


def summarise(name):
    sommes = Sommes()
    with open(name) as f:
        for ligne in f:
            ligne = ligne.strip()
            sommes.ajoute(float(ligne) if ligne else None)
    return sommes.bilan()


def summary():
    return jour.bilan()


while True:
    try:
        jour.ajoute(bme.read().temperature_c)
    except OSError:
        pass
    time.sleep(1)
