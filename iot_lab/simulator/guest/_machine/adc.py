# machine.ADC and ADCBlock of an ESP32: 12 bits, full scale set by the attenuation (ESP32 datasheet v4.7, table 5-6).
from _board import call
from _machine.pin import Pin
from _modules import Native as _Native, whole as _whole

_CHANNELS = ((36, 37, 38, 39, 32, 33, 34, 35), (4, 0, 2, 15, 13, 12, 14, 27, 25, 26))
_attens = {}
_asked = {}  # written once: a pin is read again and again
_widths = [12, 12]


def _set_width(unit, bits):
    if not 9 <= _whole(bits) <= 12:
        raise ValueError("invalid bit-width")
    _widths[unit] = bits


class ADC(_Native):
    ATTN_0DB = 0
    ATTN_2_5DB = 1
    ATTN_6DB = 2
    ATTN_11DB = 3
    WIDTH_9BIT = 9
    WIDTH_10BIT = 10
    WIDTH_11BIT = 11
    WIDTH_12BIT = 12

    def __init__(self, id, *, atten=-1):
        self._id = Pin(id)._id
        self._unit = 0 if self._id in _CHANNELS[0] else 1
        if self._id not in _CHANNELS[self._unit]:
            raise ValueError("invalid pin")
        self.init(atten=atten)

    def init(self, *, atten=-1):
        self.atten(3 if atten == -1 else atten)
        _widths[self._unit] = 12

    def atten(self, atten):
        if not 0 <= _whole(atten) <= 3:
            raise ValueError("invalid attenuation")
        _attens[self._id] = atten
        _asked[self._id] = "%d %d %d" % (self._id, self._unit, atten)

    def width(self, bits):
        _set_width(self._unit, bits)

    def block(self):
        return ADCBlock(self._unit + 1)

    def read(self):
        return self._ask("analog-raw") >> (12 - _widths[self._unit])

    def read_u16(self):
        bits = _widths[self._unit]
        raw = self._ask("analog-raw") >> (12 - bits)
        return raw << (16 - bits) | raw >> (2 * bits - 16)

    def read_uv(self):
        return self._ask("analog-microvolts") // 1000 * 1000

    def _ask(self, what):
        answer = call(what, _asked[self._id])
        if not answer:
            raise OSError(116, "ESP_ERR_TIMEOUT")
        return int(answer)

    def __repr__(self):
        return "ADC(Pin(%d), atten=%d)" % (self._id, _attens[self._id])


class ADCBlock(_Native):
    def __init__(self, id, *, bits=-1):
        if id not in (1, 2):
            raise ValueError("invalid block id")
        self._unit = id - 1
        self.init(bits=bits)

    def init(self, *, bits=-1):
        if bits != -1:
            _set_width(self._unit, bits)

    def connect(self, channel, source=None, **options):
        pins = _CHANNELS[self._unit]
        if isinstance(channel, Pin):
            channel, source = None, channel
        number = Pin(source)._id if source is not None else None
        if channel is not None and 0 <= channel < len(pins) and number in (None, pins[channel]):
            number = pins[channel]
        elif channel is not None or number not in pins:
            raise ValueError("no matching ADC")
        return ADC(number, **options)
