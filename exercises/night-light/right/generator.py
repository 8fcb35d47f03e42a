# style: generator of states, twelve bits
from machine import ADC, Pin
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)


def states():
    while True:
        while eye.read() * 16 >= 20000:
            yield (0, 0, 0)
        while eye.read() * 16 <= 30000:
            yield (10, 10, 100)


for colour in states():
    lamp.fill(colour)
    lamp.write()
    time.sleep_ms(30)
