# Sends a long strip its colours without a pause. Ends: fuel. Hint: quiet.pin-astray.
from machine import Pin
from neopixel import NeoPixel

strip = NeoPixel(Pin(5), 1000)
while True:
    strip.write()
