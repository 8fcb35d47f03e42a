# `neopixel`: chains of WS2812 lights; colours leave in the order green, red, blue (WS2812B datasheet, data format).
from _board import call as _call


class NeoPixel:
    ORDER = (1, 0, 2, 3)

    def __init__(self, pin, n, bpp=3, timing=1):
        self.pin = pin
        self.n = n
        self.bpp = bpp
        self.buf = bytearray(n * bpp)

    def __len__(self):
        return self.n

    def __setitem__(self, i, v):
        for channel in range(self.bpp):
            self.buf[i * self.bpp + self.ORDER[channel]] = v[channel]

    def __getitem__(self, i):
        return tuple(self.buf[i * self.bpp + self.ORDER[channel]] for channel in range(self.bpp))

    def fill(self, v):
        for i in range(self.n):
            self[i] = v

    def write(self):
        _call("wire-write", "%d %s" % (self.pin._id, self.buf.hex()))
