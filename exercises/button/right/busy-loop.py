from machine import Pin
import time

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
temoin = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)
avant = 1

while True:
    lu = bouton.value()
    if lu != avant:
        avant = lu
        temoin.value(1 - lu)
        if lu == 0:
            memoire.value(1 - memoire.value())
        time.sleep_ms(30)
