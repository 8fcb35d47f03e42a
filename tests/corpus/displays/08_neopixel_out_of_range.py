# expect: a pixel that the strip does not have
# prints: lit
# ends: error IndexError
from machine import Pin
from neopixel import NeoPixel

strip = NeoPixel(Pin(5), 8)
strip[7] = (1, 2, 3)
strip.write()
print("lit")
strip[8] = (1, 2, 3)
