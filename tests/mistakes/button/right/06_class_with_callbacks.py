# style: class with callbacks and a try/finally
from machine import Pin
import time


class Bouton:
    REBONDS_MS = 30

    def __init__(self, broche, a_l_appui, au_relachement):
        self._pin = Pin(broche, Pin.IN, Pin.PULL_UP)
        self._appuye = False
        self._depuis = time.ticks_ms()
        self._a_l_appui = a_l_appui
        self._au_relachement = au_relachement

    def surveiller(self):
        maintenant = time.ticks_ms()
        if time.ticks_diff(maintenant, self._depuis) < self.REBONDS_MS:
            return
        appuye = self._pin.value() == 0
        if appuye == self._appuye:
            return
        self._appuye = appuye
        self._depuis = maintenant
        (self._a_l_appui if appuye else self._au_relachement)()


suivi = Pin(2, Pin.OUT, value=0)
memoire = Pin(4, Pin.OUT, value=0)


def appui():
    suivi.on()
    memoire.value(not memoire.value())


bouton = Bouton(18, appui, suivi.off)
try:
    while True:
        bouton.surveiller()
        time.sleep_ms(1)
finally:
    suivi.off()
