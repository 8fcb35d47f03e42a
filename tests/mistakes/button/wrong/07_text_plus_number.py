# mistake: A number is joined to a text with + without str().
# line: 22
# names.fr: texte|chaîne|str ; nombre|entier|int|str|format|virgule
# names.en: text|string|str ; number|integer|int|str|format|comma
from machine import Pin
import time

led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
button = Pin(18, Pin.IN, Pin.PULL_UP)
presses = 0

last = button.value()
while True:
    value = button.value()
    if value != last:
        last = value
        led.value(value ^ 1)
        if not value:
            presses += 1
            memory.value(presses % 2)
            print("Presses: " + presses)
        time.sleep_ms(25)
