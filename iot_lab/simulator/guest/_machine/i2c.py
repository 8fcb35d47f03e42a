# machine.I2C and machine.SoftI2C (ports/esp32/machine_i2c.c, extmod/machine_i2c.c): the controller's side of the bus.
# A device that does not acknowledge raises OSError(ENODEV); a bus held low raises OSError(ETIMEDOUT).
from _board import call
from _machine.pin import Pin
from _modules import Native as _Native, octets as _octets, whole as _whole

_DEFAULTS = ((18, 19), (25, 26))  # scl, sda of buses 0 and 1
_used = {}


# Functions that are called often have few variables: MicroPython keeps what has many in the heap, call by call.
def _place(memaddr, addrsize):
    try:
        return memaddr.to_bytes(addrsize // 8, "big")
    except AttributeError:
        return _whole(memaddr).to_bytes(addrsize // 8, "big")


class I2C(_Native):
    def __init__(self, id=0, *, scl=None, sda=None, freq=400000, timeout=50000):
        if _whole(id) not in (0, 1):
            raise ValueError("I2C(%d) doesn't exist" % id)
        self._id = id
        old_scl, old_sda = _used.get(id, _DEFAULTS[id])
        self._set(old_scl if scl is None else scl, old_sda if sda is None else sda, freq)
        _used[id] = self._scl, self._sda

    def _set(self, scl, sda, freq):
        self._scl, self._sda, self._freq = Pin(scl)._id, Pin(sda)._id, _whole(freq)
        if self._scl >= 34 or self._sda >= 34:
            raise ValueError("invalid pin")
        self._pins = "%d %d" % (self._scl, self._sda)

    def init(self, *, scl=None, sda=None, freq=400000):
        self._set(self._scl if scl is None else scl, self._sda if sda is None else sda, freq)

    def deinit(self):
        self._pins = None

    def _call(self, name, text=""):
        if self._pins is None:
            raise OSError(19)
        return call(name, self._pins + text)

    def scan(self):
        return [int(address) for address in self._call("i2c-scan").split(" ") if address]

    def writeto(self, addr, buf, stop=True):
        addr, buf = _whole(addr), _octets(buf)
        self._call("i2c-write", " %d %s" % (addr, buf.hex() or ""))
        return len(buf)

    def writevto(self, addr, vector, stop=True):
        return self.writeto(addr, b"".join(_octets(part) for part in vector))

    def readfrom(self, addr, nbytes, stop=True):
        asked = " %d %d" % (_whole(addr), _whole(nbytes))
        return bytes.fromhex(self._call("i2c-read", asked))

    def readfrom_into(self, addr, buf, stop=True):
        buf[:] = self.readfrom(addr, len(buf))

    def writeto_mem(self, addr, memaddr, buf, *, addrsize=8):
        self.writeto(addr, _place(memaddr, addrsize) + _octets(buf))

    def readfrom_mem(self, addr, memaddr, nbytes, *, addrsize=8):
        self.writeto(addr, _place(memaddr, addrsize), False)
        return self.readfrom(addr, nbytes)

    def readfrom_mem_into(self, addr, memaddr, buf, *, addrsize=8):
        buf[:] = self.readfrom_mem(addr, memaddr, len(buf), addrsize=addrsize)

    def _refuse(self, *arguments):
        raise OSError("I2C operation not supported")

    start = stop = readinto = write = _refuse

    def __repr__(self):
        return "I2C(%d, scl=%d, sda=%d, freq=%d)" % (self._id, self._scl, self._sda, self._freq)


class SoftI2C(I2C, _Native):
    def __init__(self, scl, sda, *, freq=400000, timeout=50000):
        self._set(scl, sda, freq)
        self._address = None
        self._sent = b""

    def start(self):
        self._send()
        self._address = None

    def stop(self):
        self.start()

    def write(self, buf):
        data = _octets(buf)
        if self._address is None and data:
            self._address = data[0]
            if self._address >> 1 not in self.scan():
                self._address = -1
                return 0
            self._sent += data[1:]
        elif self._address != -1:
            self._sent += data
        return 0 if self._address == -1 else len(data)

    def readinto(self, buf, nack=True):
        self._send()
        is_read = self._address is not None and self._address & 1 and self._address != -1
        buf[:] = self.readfrom(self._address >> 1, len(buf)) if is_read else b"\xff" * len(buf)

    def _send(self):
        data, self._sent = self._sent, b""
        if data:
            self.writeto(self._address >> 1, data)

    def __repr__(self):
        return "SoftI2C(scl=%d, sda=%d, freq=%d)" % (self._scl, self._sda, self._freq)
