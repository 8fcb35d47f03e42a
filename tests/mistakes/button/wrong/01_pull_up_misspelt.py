# mistake: The constant PULL_UP is misspelt PULLUP.
# line: 8
# names.fr: pullup|pull_up ; nom|existe|connaît|écri|orthograph|faute|souligné|_
# names.en: pullup|pull_up ; name|exist|know|writ|spell|typo|underscore|_
from machine import Pin
import time

bouton = Pin(18, Pin.IN, Pin.PULLUP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)

avant = 1
while True:
    maintenant = bouton.value()
    if maintenant != avant:
        led.value(1 - maintenant)
        if maintenant == 0:
            memoire.value(1 - memoire.value())
        avant = maintenant
        time.sleep_ms(30)
