# mistake: The pin has a pull-down resistor instead of a pull-up, so it reads 0 all the time, as if always pressed.
# line: 8
# names.fr: PULL_DOWN|PULL_UP|rappel|résistance|tirage ; 3,3|haut|PULL_UP|repos|toujours 0|vaut 0|GND|masse
# names.en: PULL_DOWN|PULL_UP|pull-up|resistor ; 3.3|PULL_UP|rest|always|GND|ground
import time
from machine import Pin

btn = Pin(18, Pin.IN, Pin.PULL_DOWN)
led1 = Pin(2, Pin.OUT)
led2 = Pin(4, Pin.OUT)

etat = 0              # 1 = appuyé
memo = 0
dernier = time.ticks_ms()

while True:
    maintenant = time.ticks_ms()
    if time.ticks_diff(maintenant, dernier) > 30:
        lecture = 1 if btn.value() == 0 else 0
        if lecture != etat:
            etat = lecture
            dernier = maintenant
            led1.value(etat)
            if etat:
                memo = 1 - memo
                led2.value(memo)
    time.sleep_ms(2)
