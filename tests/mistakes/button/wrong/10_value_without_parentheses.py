# mistake: button.value is compared without being called.
# line: 14
# names.fr: parenthèse|() ; value
# names.en: parenthes|bracket|() ; value
from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
was_pressed = False

while True:
    is_pressed = button.value == 0
    if is_pressed != was_pressed:
        led.value(is_pressed)
        if is_pressed:
            memory.value(not memory.value())
        was_pressed = is_pressed
        time.sleep_ms(30)
    time.sleep_ms(5)
