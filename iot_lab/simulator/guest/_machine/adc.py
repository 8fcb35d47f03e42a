# machine.ADC of an ESP32: 12 bits, full scale set by the attenuation (ESP32 datasheet v4.7, table 5-6).
from _board import call
from _machine.pin import Pin

_PINS = (0, 2, 4, 12, 13, 14, 15, 25, 26, 27, 32, 33, 34, 35, 36, 37, 38, 39)
_FULL_SCALE_UV = (1000000, 1340000, 2000000, 3300000)


class ADC:
    ATTN_0DB = 0
    ATTN_2_5DB = 1
    ATTN_6DB = 2
    ATTN_11DB = 3
    WIDTH_9BIT = 9
    WIDTH_10BIT = 10
    WIDTH_11BIT = 11
    WIDTH_12BIT = 12

    def __init__(self, pin, *, atten=0):
        self._pin = pin if isinstance(pin, Pin) else Pin(pin)
        if self._pin._id not in _PINS:
            raise ValueError("invalid pin")
        self._width = 12
        self.atten(atten)

    def init(self, *, atten=0):
        self.atten(atten)

    def atten(self, atten):
        if not 0 <= atten <= 3:
            raise ValueError("invalid atten")
        self._atten = atten

    def width(self, width):
        if not 9 <= width <= 12:
            raise ValueError("invalid width")
        self._width = width

    def read(self):
        return self._read_12() >> (12 - self._width)

    def read_u16(self):
        raw = self._read_12()
        return raw << 4 | raw >> 8

    def read_uv(self):
        return min(int(call("analog", str(self._pin._id))), _FULL_SCALE_UV[self._atten])

    def _read_12(self):
        return self.read_uv() * 4095 // _FULL_SCALE_UV[self._atten]
