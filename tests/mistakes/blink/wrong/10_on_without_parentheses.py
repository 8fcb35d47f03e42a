# mistake: led.on is never called: its parentheses are missing.
# line: 11
# names.fr: parenthèse|() ; on
# names.en: parenthes|bracket|() ; on
from machine import Pin
import time

led = Pin(2, Pin.OUT)

for i in range(0, 5):
    led.on
    time.sleep_ms(500)
    led.off()
    time.sleep_ms(500)
