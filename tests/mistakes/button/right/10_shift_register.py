# style: shift register of the last readings, Signal with invert
from machine import Pin, Signal
import time

bouton = Signal(Pin(18, Pin.IN, Pin.PULL_UP), invert=True)
led = Pin(2, Pin.OUT, value=0)
memoire = Pin(4, Pin.OUT, value=0)

MASQUE = 0x3FF
histoire = 0
presse = False
while True:
    histoire = (histoire << 1 | bouton.value()) & MASQUE
    if histoire == MASQUE and not presse:
        presse = True
        led.on()
        memoire.value(not memoire.value())
    elif histoire == 0 and presse:
        presse = False
        led.off()
    time.sleep_ms(2)
