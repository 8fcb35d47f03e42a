# mistake: The LED is driven on pin 4 instead of pin 2.
# line: 21
# names.fr: broche ; 2
# names.en: pin ; 2
from machine import Pin
import time


class Lampe:
    def __init__(self, numero):
        self.pin = Pin(numero, Pin.OUT)

    def clignoter(self, fois, ms):
        for _ in range(fois):
            self.pin.on()
            time.sleep_ms(ms)
            self.pin.off()
            time.sleep_ms(ms)


Lampe(4).clignoter(5, 500)
