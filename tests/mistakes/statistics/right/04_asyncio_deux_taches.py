# style: asyncio: one task measures, one shows
import asyncio
from math import sqrt
from machine import I2C, Pin
from bme280 import BME280

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


class Compteur:
    def __init__(self):
        self.n = 0
        self.moyenne = 0.0
        self.m2 = 0.0

    def recevoir(self, x):
        if self.n == 0:
            self.mini = self.maxi = x
        self.n += 1
        d = x - self.moyenne
        self.moyenne += d / self.n
        self.m2 += d * (x - self.moyenne)
        self.mini = min(self.mini, x)
        self.maxi = max(self.maxi, x)

    def nombres(self):
        if self.n == 0:
            return None
        return {
            "count": self.n,
            "mean": self.moyenne,
            "min": self.mini,
            "max": self.maxi,
            "deviation": sqrt(self.m2 / self.n),
        }


direct = Compteur()


def summarise(name):
    compteur = Compteur()
    with open(name) as fichier:
        for ligne in fichier:
            if ligne.strip():
                compteur.recevoir(float(ligne.strip()))
    return compteur.nombres()


def summary():
    return direct.nombres()


async def mesurer():
    while True:
        try:
            direct.recevoir(capteur.read().temperature_c)
        except OSError:
            pass  # une mesure manque
        await asyncio.sleep_ms(985)


async def montrer():
    while True:
        await asyncio.sleep(10)
        print(summary())


async def principal():
    await asyncio.gather(mesurer(), montrer())


asyncio.run(principal())
