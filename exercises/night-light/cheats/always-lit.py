from machine import Pin
from neopixel import NeoPixel

lamp = NeoPixel(Pin(27), 8)
lamp.fill((60, 40, 10))
lamp.write()
print("20000 30000")
