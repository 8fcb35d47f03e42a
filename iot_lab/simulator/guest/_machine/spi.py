# machine.SPI and machine.SoftSPI of an ESP32 (ports/esp32/machine_hw_spi.c, extmod/machine_spi.c).
from _board import call
from _machine.pin import Pin
from _modules import Native as _Native, octets as _octets, whole as _whole

_DEFAULTS = {1: (14, 13, 12), 2: (18, 23, 19)}  # sck, mosi, miso


class SPI(_Native):
    MSB = 0
    LSB = 1

    def __init__(
        self, id, baudrate=500000, *, polarity=0, phase=0, bits=8, firstbit=0, sck=None, mosi=None, miso=None
    ):
        if _whole(id) not in (1, 2):
            raise ValueError("SPI(%d) doesn't exist" % id)
        self._name = "SPI(id=%d, " % id
        pins = zip((sck, mosi, miso), _DEFAULTS[id])
        self._pins = [default if pin is None else Pin(pin)._id for pin, default in pins]
        self.init(baudrate, polarity=polarity, phase=phase, bits=bits, firstbit=firstbit)

    def init(
        self, baudrate=-1, *, polarity=-1, phase=-1, bits=-1, firstbit=-1, sck=None, mosi=None, miso=None
    ):
        if baudrate != -1:
            self._baudrate = baudrate
        if polarity != -1:
            self._polarity = polarity
        if phase != -1:
            self._phase = phase
        if bits != -1:
            self._bits = bits
        if firstbit != -1:
            self._firstbit = firstbit
        for place, pin in enumerate((sck, mosi, miso)):
            if pin is not None:
                self._pins[place] = Pin(pin)._id
        self._check()
        self._is_open = True

    def _check(self):
        if self._pins[0] >= 34 or self._pins[1] >= 34:
            raise OSError("invalid configuration")

    def deinit(self):
        self._is_open = False

    def write(self, buf):
        self._transfer(buf)

    def read(self, nbytes, write=0):
        return self._transfer(bytes((write,)) * nbytes)

    def readinto(self, buf, write=0):
        buf[:] = self._transfer(bytes((write,)) * len(buf))

    def write_readinto(self, write_buf, read_buf):
        if len(write_buf) != len(read_buf):
            raise ValueError("buffers must be the same length")
        read_buf[:] = self._transfer(write_buf)

    def _transfer(self, data):
        if not self._is_open:
            raise OSError("transfer on deinitialized SPI")
        sck, mosi, miso = self._pins
        head = "%d %d %d %d %d " % (sck, mosi, miso, self._baudrate, self._firstbit)
        return bytes.fromhex(call("spi", head + (_octets(data).hex() or "")))

    def __repr__(self):
        settings = (self._baudrate, self._polarity, self._phase, self._bits, self._firstbit) + tuple(self._pins)
        return self._name + "baudrate=%d, polarity=%d, phase=%d, bits=%d, firstbit=%d, sck=%d, mosi=%d, miso=%d)" % settings


class SoftSPI(SPI, _Native):
    def __init__(self, baudrate=500000, *, polarity=0, phase=0, bits=8, firstbit=0, sck=None, mosi=None, miso=None):
        if sck is None or mosi is None or miso is None:
            raise ValueError("must specify all of sck/mosi/miso")
        self._name = "SoftSPI("
        self._pins = [Pin(sck)._id, Pin(mosi)._id, Pin(miso)._id]
        self.init(baudrate, polarity=polarity, phase=phase, bits=bits, firstbit=firstbit)

    def _check(self):
        if self._bits != 8:
            raise ValueError("bits must be 8")
        if self._firstbit != 0:
            raise ValueError("firstbit must be MSB")
