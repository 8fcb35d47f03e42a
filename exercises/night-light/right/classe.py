# style: class, states as functions, French names
from machine import ADC, Pin
from neopixel import NeoPixel
from time import sleep_ms

BROCHE_OEIL, BROCHE_LAMPE, NOMBRE = 35, 27, 8
SEUIL_NUIT, SEUIL_JOUR = 20000, 30000


class Veilleuse:
    def __init__(self):
        self.oeil = ADC(Pin(BROCHE_OEIL), atten=ADC.ATTN_11DB)
        self.lampe = NeoPixel(Pin(BROCHE_LAMPE), NOMBRE)
        self.etat = self.jour

    def montrer(self, couleur):
        for rang in range(NOMBRE):
            self.lampe[rang] = couleur
        self.lampe.write()

    def jour(self, lumiere):
        if lumiere < SEUIL_NUIT:
            self.montrer((100, 50, 0))
            self.etat = self.nuit

    def nuit(self, lumiere):
        if lumiere > SEUIL_JOUR:
            self.montrer((0, 0, 0))
            self.etat = self.jour

    def tour(self):
        self.etat(self.oeil.read_u16())


veilleuse = Veilleuse()
while True:
    veilleuse.tour()
    sleep_ms(100)
