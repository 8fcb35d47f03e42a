# Drives a strip of more lights than the heap holds. Ends: memory. Hint: other.memory-at-once.
from machine import Pin
from neopixel import NeoPixel

NeoPixel(Pin(5), 10**6).write()
