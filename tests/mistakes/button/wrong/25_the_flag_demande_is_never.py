# mistake: The flag demande is never lowered again.
# line: 23
# names.fr: demande
# names.en: demande
from machine import Pin
import time

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)
demande = False


def quand_appuye(broche):
    global demande
    demande = True


bouton.irq(handler=quand_appuye, trigger=Pin.IRQ_FALLING)
dernier_appui = -1000
while True:
    led.value(1 - bouton.value())
    if demande:
        maintenant = time.ticks_ms()
        if bouton.value() == 0 and time.ticks_diff(maintenant, dernier_appui) > 100:
            memoire.value(1 - memoire.value())
        dernier_appui = maintenant
    time.sleep_ms(2)
