# mistake: The interrupt changes etat without declaring it global.
# line: 28
# names.fr: global ; etat|variable
# names.en: global ; etat|variable
from machine import Pin, Timer

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)
etat = 0
stable = 1
compte = 0


def lire(t):
    global stable, compte
    valeur = bouton.value()
    if valeur == stable:
        compte = 0
        return
    compte += 1
    if compte < 8:
        return
    stable = valeur
    compte = 0
    led.value(not stable)
    if stable == 0:
        etat = 1 - etat
        memoire.value(etat)


Timer(0).init(period=3, mode=Timer.PERIODIC, callback=lire)
while True:
    pass
