# mistake: The smallest value starts at 0, so min stays 0 when all measures are above zero; it must start with the first measure.
# line: 18
# names.fr: min|petit|minimum ; 0|zero|premiere|depart|initial
# names.en: min|small|lowest ; 0|zero|first|start|initial
from machine import I2C, Pin
from bme280 import BME280
from math import sqrt
import time

capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))


class Stats:
    def __init__(self):
        self.n = 0
        self.somme = 0
        self.carres = 0
        self.plus_petit = 0
        self.plus_grand = -1000000

    def ajouter(self, x):
        self.n += 1
        self.somme += x
        self.carres += x * x
        if x < self.plus_petit:
            self.plus_petit = x
        if x > self.plus_grand:
            self.plus_grand = x

    def resultat(self):
        if self.n == 0:
            return None
        moyenne = self.somme / self.n
        variance = max(0, self.carres / self.n - moyenne * moyenne)
        return {"count": self.n, "mean": moyenne, "min": self.plus_petit,
                "max": self.plus_grand, "deviation": sqrt(variance)}


def summarise(name):
    s = Stats()
    with open(name) as fichier:
        for ligne in fichier:
            texte = ligne.strip()
            if texte != "":
                s.ajouter(float(texte))
    return s.resultat()


journee = Stats()


def summary():
    return journee.resultat()


while True:
    try:
        journee.ajouter(capteur.read().temperature_c)
    except OSError:
        print("pas de réponse")
    time.sleep(1)
