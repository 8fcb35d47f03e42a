# mistake: The memory LED changes state again and again as long as the button is held.
# line: 13
# names.fr: 4|memoire|mémoire|état ; une fois|une seule fois|précédent|changement|avant|tant que|maintenu|pendant|appui
# names.en: 4|memoire|memory|state ; once|previous|change|before|as long|held|while|press
from machine import Pin
import time

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)

while True:
    if bouton.value() == 0:
        led.on()
        memoire.value(not memoire.value())
        time.sleep_ms(30)
    else:
        led.off()
