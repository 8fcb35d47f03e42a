# mistake: The function changes lit without declaring it global, so the first press ends in an error.
# line: 17
# names.fr: global|local|portée|scope ; lit|variable|fonction
# names.en: global|local|portée|scope ; lit|variable|function
from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
lit = False


def button_changed(pressed):
    led.value(pressed)
    if pressed:
        lit = not lit
        memory.value(lit)


before = False
while True:
    now = button.value() == 0
    if now != before:
        before = now
        button_changed(now)
        time.sleep_ms(25)
    time.sleep_ms(3)
