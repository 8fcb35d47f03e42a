# expect: a number shown on four LEDs
# prints: 0000 0001 0010 0011 0100 0101
# does: pin 12 1
# does: pin 12 0
# does: pin 13 1
from machine import Pin
import time

leds = [Pin(n, Pin.OUT, value=0) for n in (12, 13, 14, 27)]
shown = []
for number in range(6):
    for bit, led in enumerate(leds):
        led.value(number >> bit & 1)
    shown.append("".join(str(led.value()) for led in reversed(leds)))
    time.sleep_ms(100)
print(" ".join(shown))
