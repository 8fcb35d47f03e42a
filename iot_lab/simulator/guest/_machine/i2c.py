# machine.I2C and machine.SoftI2C: the controller's side; a device that does not acknowledge raises OSError(ENODEV).
from _board import call
from _machine.pin import Pin

_DEFAULTS = ((18, 19), (25, 26))  # scl, sda of buses 0 and 1


def _number(pin):
    return pin._id if isinstance(pin, Pin) else Pin(pin)._id


def _register(number, bits):
    return number.to_bytes(bits // 8, "big")


class I2C:
    def __init__(self, id=0, *, scl=None, sda=None, freq=400000, timeout=50000):
        if id not in (0, 1):
            raise ValueError("I2C(%s) doesn't exist" % id)
        default_scl, default_sda = _DEFAULTS[id]
        self._set(default_scl if scl is None else scl, default_sda if sda is None else sda)

    def _set(self, scl, sda):
        self._pins = "%d %d" % (_number(scl), _number(sda))
        if int(self._pins.split(" ")[0]) >= 34 or int(self._pins.split(" ")[1]) >= 34:
            raise ValueError("invalid pin")

    def init(self, *, scl, sda, freq=400000):
        self._set(scl, sda)

    def scan(self):
        return [int(address) for address in call("i2c-scan", self._pins).split(" ") if address]

    def writeto(self, addr, buf, stop=True):
        call("i2c-write", "%s %d %s" % (self._pins, addr, bytes(buf).hex()))
        return len(buf)

    def writevto(self, addr, vector, stop=True):
        return self.writeto(addr, b"".join(bytes(part) for part in vector))

    def readfrom(self, addr, nbytes, stop=True):
        return bytes.fromhex(call("i2c-read", "%s %d %d" % (self._pins, addr, nbytes)))

    def readfrom_into(self, addr, buf, stop=True):
        buf[:] = self.readfrom(addr, len(buf))

    def writeto_mem(self, addr, memaddr, buf, *, addrsize=8):
        self.writeto(addr, _register(memaddr, addrsize) + bytes(buf))

    def readfrom_mem(self, addr, memaddr, nbytes, *, addrsize=8):
        self.writeto(addr, _register(memaddr, addrsize), False)
        return self.readfrom(addr, nbytes)

    def readfrom_mem_into(self, addr, memaddr, buf, *, addrsize=8):
        buf[:] = self.readfrom_mem(addr, memaddr, len(buf), addrsize=addrsize)


class SoftI2C(I2C):
    def __init__(self, scl, sda, *, freq=400000, timeout=50000):
        self._set(scl, sda)
