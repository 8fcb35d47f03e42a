# mistake: Pin.PULLUP does not exist, its name is Pin.PULL_UP.
# line: 8
# names.fr: PULLUP|PULL_UP
# names.en: PULLUP|PULL_UP
from machine import Pin
import time

bp = Pin(18, Pin.IN, Pin.PULLUP)
led1 = Pin(2, Pin.OUT)
led2 = Pin(4, Pin.OUT)
dernier = 1

while True:
    lu = bp.value()
    led1.value(not lu)
    if lu == 0 and dernier == 1:
        led2.value(not led2.value())
    if lu != dernier:
        time.sleep_ms(25)
    dernier = lu
    time.sleep_ms(2)
