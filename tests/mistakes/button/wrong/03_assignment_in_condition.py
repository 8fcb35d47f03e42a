# mistake: A single = where the condition needs ==.
# line: 19
# names.fr: == ; =|égal|compar|condition|if
# names.en: == ; =|equal|compar|condition|if
from machine import Pin
from time import sleep_ms

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)
etat = 0
dernier = 1

while True:
    lecture = bouton.value()
    if lecture != dernier:
        dernier = lecture
        led.value(not lecture)
        if lecture = 0:
            etat = not etat
            memoire.value(etat)
        sleep_ms(35)
    sleep_ms(2)
