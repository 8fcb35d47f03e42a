# `neopixel`: chains of WS2812 lights; colours leave in the order green, red, blue (WS2812B datasheet, data format).
from _board import call as _call


class NeoPixel:
    ORDER = (1, 0, 2, 3)

    def __init__(self, pin, n, bpp=3, timing=1):
        self.pin = pin
        self.n = n
        self.bpp = bpp
        self.buf = bytearray(n * bpp)
        self.pin.init(pin.OUT)
        if isinstance(timing, int):
            timing = (400, 850, 800, 450) if timing else (800, 1700, 1600, 900)
        self.timing = timing

    def __len__(self):
        return self.n

    def __setitem__(self, i, v):
        i *= self.bpp  # one variable less: what has more of them is kept in the heap, call by call
        for channel in range(self.bpp):
            self.buf[i + self.ORDER[channel]] = v[channel]

    def __getitem__(self, i):
        start = i * self.bpp
        return tuple(self.buf[start + self.ORDER[channel]] for channel in range(self.bpp))

    def fill(self, v):
        one = bytearray(self.bpp)
        for channel in range(self.bpp):
            one[self.ORDER[channel]] = v[channel]
        self.buf[:] = bytes(one) * self.n

    def write(self):
        byte_ns = 4 * sum(self.timing)
        _call("wire-write", "%d %d %s" % (self.pin._id, byte_ns, self.buf.hex() or ""))
