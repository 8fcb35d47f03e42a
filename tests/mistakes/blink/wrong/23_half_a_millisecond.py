# mistake: sleep_ms gets 0.5: it wants a whole number of milliseconds.
# line: 17
# names.fr: sleep_ms ; entier|décimal|500|0.5|0,5
# names.en: sleep_ms ; whole|integer|decimal|500|0.5
import time
from machine import Pin

PAUSE = 0.5


class Lamp:
    def __init__(self, number):
        self.pin = Pin(number, Pin.OUT, value=0)

    def flash(self):
        self.pin(1)
        time.sleep_ms(PAUSE)
        self.pin(0)
        time.sleep_ms(PAUSE)


lamp = Lamp(2)
for turn in range(5):
    lamp.flash()
