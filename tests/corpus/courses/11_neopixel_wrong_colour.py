# expect: a colour given as one number
# ends: error TypeError
from machine import Pin
from neopixel import NeoPixel

strip = NeoPixel(Pin(5), 4)
strip[0] = 0xFF0000
strip.write()
