# style: a class for the hysteresis and one for the lamp
from machine import ADC, Pin
from neopixel import NeoPixel
import time


class Hysteresis:
    def __init__(self, low, high):
        self.low, self.high = low, high
        self.below = False

    def __call__(self, value):
        if self.below:
            self.below = not value > self.high
        else:
            self.below = value < self.low
        return self.below


class Lamp:
    def __init__(self, pin, count, colour):
        self._strip = NeoPixel(Pin(pin), count)
        self._colour = colour
        self._lit = None
        self.light(False)

    def light(self, lit):
        if lit != self._lit:
            self._lit = lit
            self._strip.fill(self._colour if lit else (0, 0, 0))
            self._strip.write()


eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
is_dark = Hysteresis(20000, 30000)
lamp = Lamp(27, 8, (90, 10, 10))
while True:
    lamp.light(is_dark(eye.read_u16()))
    time.sleep_ms(50)
