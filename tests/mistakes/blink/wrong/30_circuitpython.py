# mistake: led.value is assigned like in CircuitPython, but in MicroPython value is a method that must be called.
# line: 11
# names.fr: value(|méthode|fonction|appel|parenthèse|on()|affect ; value|True|circuitpython
# names.en: value(|method|function|call|parenthes|bracket|on()|assign ; value|True|circuitpython
import time
from machine import Pin

led = Pin(2, Pin.OUT)

for i in range(5):
    led.value = True
    time.sleep(0.5)
    led.value = False
    time.sleep(0.5)
