# style: periodic Timer every 3 ms, eight equal samples in a row
from machine import Pin, Timer
import time

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT, value=0)
memoire = Pin(4, Pin.OUT, value=0)
stable = 1
differents = 0


def echantillon(t):
    global stable, differents
    valeur = bouton.value()
    if valeur == stable:
        differents = 0
        return
    differents += 1
    if differents == 8:
        differents = 0
        stable = valeur
        led.value(1 - stable)
        if stable == 0:
            memoire.value(1 - memoire.value())


minuterie = Timer(0)
minuterie.init(period=3, mode=Timer.PERIODIC, callback=echantillon)
while True:
    time.sleep(1)
