# `apa106`: chains of APA106 lights; unlike WS2812, colours leave in the order red, green, blue.
from neopixel import NeoPixel


class APA106(NeoPixel):
    ORDER = (0, 1, 2, 3)
