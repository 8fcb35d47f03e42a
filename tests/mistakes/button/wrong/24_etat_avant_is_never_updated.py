# mistake: etat_avant is never updated, so every pass during a press counts as a new press.
# line: 16
# names.fr: etat_avant
# names.en: etat_avant
from machine import Pin
import time

b = Pin(18, Pin.IN, Pin.PULL_UP)
suivi = Pin(2, Pin.OUT)
bascule = Pin(4, Pin.OUT)
etat_avant = 1
dernier = time.ticks_ms()
while True:
    lu = b.value()
    suivi.value(not lu)
    if lu != etat_avant and time.ticks_diff(time.ticks_ms(), dernier) > 40:
        dernier = time.ticks_ms()
        if lu == 0:
            bascule.value(not bascule.value())
