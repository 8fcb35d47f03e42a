# mistake: The input has no pull-up resistor, so that it floats at rest.
# line: 8
# names.fr: pull_up|pull-up|rappel|résistance ; bouton|broche|18|repos|entrée|flott
# names.en: pull_up|pull-up|resistor ; button|pin|18|rest|input|float
from machine import Pin
import time

button = Pin(18, Pin.IN)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)

last = 1
while True:
    level = button.value()
    if level != last:
        last = level
        led.value(not level)
        if level == 0:
            memory.value(not memory.value())
        time.sleep_ms(30)
