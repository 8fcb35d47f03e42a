# mistake: `if valeur:` is false for 0 too, so a measure of 0 is taken for a missing one.
# line: 49
# names.fr: 0|zero|nul ; None|manqu|compte|faux|vide|ignor
# names.en: 0|zero|if valeur ; None|missing|count|false|empty|ignor|skip
from math import sqrt
from machine import I2C, Pin
from bme280 import BME280
import asyncio

bme = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


def lire_nombre(ligne):
    ligne = ligne.strip()
    if ligne == "":
        return None
    return float(ligne)


class Resume:
    def __init__(self):
        self.nombre = 0

    def ajoute(self, v):
        if self.nombre == 0:
            self.base = v
            self.s1 = self.s2 = 0
            self.mini = self.maxi = v
        self.nombre += 1
        e = v - self.base  # l'écart à la première valeur reste petit
        self.s1 += e
        self.s2 += e * e
        self.mini = min(self.mini, v)
        self.maxi = max(self.maxi, v)

    def donne(self):
        if self.nombre == 0:
            return None
        m = self.s1 / self.nombre
        v = max(0, self.s2 / self.nombre - m * m)
        return {"count": self.nombre, "mean": self.base + m, "min": self.mini, "max": self.maxi, "deviation": sqrt(v)}


def summarise(name):
    resume = Resume()
    with open(name) as f:
        for ligne in f:
            valeur = lire_nombre(ligne)
            if valeur:
                resume.ajoute(valeur)
    return resume.donne()


direct = Resume()


def summary():
    return direct.donne()


async def mesurer():
    while True:
        try:
            direct.ajoute(bme.read().temperature_c)
        except OSError:
            pass
        await asyncio.sleep(1)


asyncio.run(mesurer())
