# style: polling without any pause, ticks_diff for the bounces
from machine import Pin
from time import ticks_ms, ticks_diff

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT, value=0)
memoire = Pin(4, Pin.OUT, value=0)

etat = 1
instant = ticks_ms()
while True:
    lu = bouton.value()
    if lu != etat and ticks_diff(ticks_ms(), instant) > 35:
        etat = lu
        instant = ticks_ms()
        led.value(not etat)
        if etat == 0:
            memoire.value(not memoire.value())
