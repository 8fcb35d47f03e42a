# expect: a colour beyond 255 is cut to its last byte
# prints: (44, 0, 0)
from machine import Pin
from neopixel import NeoPixel

strip = NeoPixel(Pin(5), 1)
strip[0] = (300, 0, 0)
print(strip[0])
