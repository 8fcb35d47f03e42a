# mistake: The pin itself is compared with 0 instead of its value(): never true.
# line: 15
# names.fr: value ; bouton
# names.en: value ; bouton
import time
from machine import Pin

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
temoin = Pin(2, Pin.OUT)
bascule = Pin(4, Pin.OUT)
appuye_avant = False


def est_appuye():
    return bouton == 0


while True:
    appuye = est_appuye()
    if appuye and not appuye_avant:
        bascule.value(1 - bascule.value())
    if appuye != appuye_avant:
        temoin.value(appuye)
        time.sleep_ms(30)
    appuye_avant = appuye
    time.sleep_ms(5)
