# style: a second file, written and imported
with open("buttons.py", "w") as file:
    file.write(
        """
from machine import Pin
import time

class Button:
    def __init__(self, number):
        self.pin = Pin(number, Pin.IN, Pin.PULL_UP)
        self.is_pressed = False

    def has_changed(self):
        if (self.pin.value() == 0) == self.is_pressed:
            return False
        self.is_pressed = not self.is_pressed
        return True
"""
    )

from buttons import Button
from machine import Pin
import time

button, led, memory = Button(18), Pin(2, Pin.OUT), Pin(4, Pin.OUT)
while True:
    if button.has_changed():
        led.value(button.is_pressed)
        if button.is_pressed:
            memory.value(not memory.value())
        time.sleep_ms(30)
