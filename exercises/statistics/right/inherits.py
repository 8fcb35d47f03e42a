# style: one class for the mean, one that inherits from it for all five, callable objects
from bme280 import BME280
from machine import I2C, Pin
from math import sqrt
from time import sleep_ms


class Moyenne:
    def __init__(self):
        self.nombre = 0
        self.somme = 0.0

    def ajoute(self, valeur):
        self.nombre += 1
        self.somme += valeur

    def __call__(self):
        return self.somme / self.nombre if self.nombre else None


class Resume(Moyenne):
    def __init__(self):
        super().__init__()
        self.carres = Moyenne()
        self.bornes = []

    def ajoute(self, valeur):
        super().ajoute(valeur)
        self.carres.ajoute(valeur ** 2)
        self.bornes = [min(self.bornes + [valeur]), max(self.bornes + [valeur])]

    def __call__(self):
        moyenne = super().__call__()
        if moyenne is None:
            return None
        ecart = sqrt(max(self.carres() - moyenne ** 2, 0))
        return dict(count=self.nombre, mean=moyenne, min=self.bornes[0], max=self.bornes[1], deviation=ecart)


summary = Resume()


def summarise(nom):
    resume = Resume()
    with open(nom, "rb") as fichier:
        while True:
            ligne = fichier.readline()
            if not ligne:
                return resume()
            ligne = ligne.strip()
            if ligne:
                resume.ajoute(float(ligne.decode()))


capteur = BME280(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
while True:
    try:
        temperature = capteur.read().temperature_c
    except OSError:
        print("le capteur ne répond pas")
    else:
        summary.ajoute(temperature)
    sleep_ms(1000)
