# mistake: The method lacks its self parameter.
# line: 14
# names.fr: self ; méthode|check|paramètre|argument|def|fonction|classe
# names.en: self ; method|check|parameter|argument|def|function|class
from machine import Pin
import time


class Button:
    def __init__(self, pin):
        self.pin = Pin(pin, Pin.IN, Pin.PULL_UP)
        self.last = 1

    def check():
        now = self.pin.value()
        changed = now != self.last
        self.last = now
        return changed


led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
button = Button(18)
while True:
    if button.check():
        led.value(not button.last)
        if button.last == 0:
            memory.value(not memory.value())
        time.sleep_ms(30)
    time.sleep_ms(1)
