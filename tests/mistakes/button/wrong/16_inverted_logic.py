# mistake: 1 is taken for pressed, although the button reads 0 while it is pressed.
# line: 8
# names.fr: 0|invers|contraire|not ; appu|press|bouton|repos
# names.en: 0|invert|invers|opposite|not|reverse|wrong way ; press|button|rest
from machine import Pin
import time

APPUYE = 1
bouton = Pin(18, Pin.IN, Pin.PULL_UP)
suivi = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)
precedent = bouton.value()
suivi.value(precedent == APPUYE)

while True:
    lu = bouton.value()
    if lu != precedent:
        precedent = lu
        suivi.value(lu == APPUYE)
        if lu == APPUYE:
            memoire.value(not memoire.value())
        time.sleep_ms(30)
