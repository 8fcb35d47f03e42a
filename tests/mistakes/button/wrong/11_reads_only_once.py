# mistake: The button is read once, before the loop.
# line: 13
# names.fr: bouton|lecture|value ; boucle|while|une fois|une seule fois|sans cesse|relire
# names.en: button|read|value ; loop|while|once|again
from machine import Pin
import time

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)

ancien = 1
nouveau = bouton.value()
while True:
    if nouveau != ancien:
        ancien = nouveau
        led.value(not nouveau)
        if nouveau == 0:
            memoire.value(not memoire.value())
        time.sleep_ms(30)
    time.sleep_ms(5)
