# style: a second file, written and imported
with open("flashes.py", "w") as file:
    file.write(
        """
from machine import Pin
import time

def flash(number, times, half_ms):
    led = Pin(number, Pin.OUT)
    for _ in range(times):
        led.value(1)
        time.sleep_ms(half_ms)
        led.value(0)
        time.sleep_ms(half_ms)
"""
    )

import flashes

flashes.flash(2, 5, 500)
