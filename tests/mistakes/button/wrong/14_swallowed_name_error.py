# mistake: A bare except hides the misspelt name memorie.
# line: 20
# names.fr: except|erreur ; memorie|memoire|cache|avale|ignor|nom|masqu
# names.en: except|error ; memorie|memoire|hid|swallow|ignor|name
from machine import Pin
import time

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)
avant = 1

while True:
    try:
        maintenant = bouton.value()
        if maintenant != avant:
            avant = maintenant
            led.value(not maintenant)
            if maintenant == 0:
                memorie.value(not memoire.value())
            time.sleep_ms(30)
    except:
        pass
    time.sleep_ms(1)
