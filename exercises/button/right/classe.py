# style: classes
from machine import Pin
import time


class Bouton:
    def __init__(self, broche):
        self.broche = Pin(broche, Pin.IN, Pin.PULL_UP)
        self.appuye = False
        self.change_le = time.ticks_ms()

    def regarder(self):
        """Dire si un appui commence."""
        maintenant = self.broche.value() == 0
        if maintenant == self.appuye or time.ticks_diff(time.ticks_ms(), self.change_le) < 30:
            return False
        self.appuye = maintenant
        self.change_le = time.ticks_ms()
        return maintenant


bouton = Bouton(18)
temoin = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)
while True:
    if bouton.regarder():
        memoire.value(not memoire.value())
    temoin.value(bouton.appuye)
    time.sleep_ms(1)
