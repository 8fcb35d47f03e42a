# style: a class that is looked at for ever
from machine import Pin
import time


class Clignotant:
    def __init__(self, broche, periode_ms, fois):
        self.lampe = Pin(broche, Pin.OUT)
        self.periode_ms = periode_ms
        self.reste = 2 * fois
        self.prochain = time.ticks_ms()

    def avancer(self):
        if self.reste and time.ticks_diff(time.ticks_ms(), self.prochain) >= 0:
            self.lampe.toggle()
            self.reste -= 1
            self.prochain = time.ticks_add(self.prochain, self.periode_ms)


clignotant = Clignotant(2, 500, 5)
while True:
    clignotant.avancer()
