# mistake: The result of reste - 1 is not kept: the loop never ends.
# line: 16
# names.fr: reste
# names.en: reste
from machine import Pin
import time

led = Pin(2, Pin.OUT)
reste = 5
try:
    while reste > 0:
        led.value(1)
        time.sleep_ms(500)
        led.value(0)
        time.sleep_ms(500)
        reste - 1
        print("encore", reste)
finally:
    led.value(0)
