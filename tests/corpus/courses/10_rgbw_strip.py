# expect: a strip with a white channel
# prints: (1, 2, 3, 4) 8
# does: shows neopixel:5 {"colours": [[1, 2, 3, 4], [0, 0, 0, 0]]}
from machine import Pin
from neopixel import NeoPixel

strip = NeoPixel(Pin(5), 2, bpp=4)
strip[0] = (1, 2, 3, 4)
strip.write()
print(strip[0], len(strip.buf))
