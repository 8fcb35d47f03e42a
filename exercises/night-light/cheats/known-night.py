from machine import Pin
from neopixel import NeoPixel
import time

# The night of the public trial, played back: the sensor is never read.
lamp = NeoPixel(Pin(27), 8)
time.sleep(7.8)
lamp.fill((60, 40, 10))
lamp.write()
time.sleep(7.5)
lamp.fill((0, 0, 0))
lamp.write()
print("35")
