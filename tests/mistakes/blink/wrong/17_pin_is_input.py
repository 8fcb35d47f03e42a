# mistake: The pin is prepared as an input.
# line: 8
# names.fr: sortie|pin.out|entrée|pin.in
# names.en: output|pin.out|input|pin.in
from machine import Pin
import time

led = Pin(2, Pin.IN)

for _ in range(5):
    led.value(1)
    time.sleep_ms(500)
    led.value(0)
    time.sleep_ms(500)
