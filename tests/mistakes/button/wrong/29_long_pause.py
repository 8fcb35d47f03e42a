# mistake: After each change the program sleeps for 500 ms, so it sees the release of a short press far later than 50 ms.
# line: 9
# names.fr: 500|0,5|0.5|demi-seconde|pause|long|anti_rebond ; 50 ms|20 ms|30 ms|30|retard|tard|court|moins
# names.en: 500|0.5|half a second|pause|long|anti_rebond ; 50 ms|20 ms|30 ms|30|40|late|short|less
# Bouton + 2 LED
from machine import Pin
from time import sleep_ms

ANTI_REBOND = 500
bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led_appui = Pin(2, Pin.OUT, value=0)
led_memoire = Pin(4, Pin.OUT, value=0)


def lire():
    return 1 - bouton.value()


precedent = lire()
while True:
    actuel = lire()
    if actuel != precedent:
        led_appui.value(actuel)
        if actuel == 1:
            led_memoire.value(not led_memoire.value())
        precedent = actuel
        sleep_ms(ANTI_REBOND)
    sleep_ms(5)
