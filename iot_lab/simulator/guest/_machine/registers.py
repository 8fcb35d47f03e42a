# machine.mem32 as far as courses use it: the GPIO registers of an ESP32 (technical reference 4.12), 32 pins and 8 more.
from _board import call
from _modules import Native as _Native

_BASE = 0x3FF44000
_OUT, _OUT_SET, _OUT_CLEAR, _OUT1, _OUT1_SET, _OUT1_CLEAR = 0x04, 0x08, 0x0C, 0x10, 0x14, 0x18
_ENABLE, _ENABLE1, _IN, _IN1 = 0x20, 0x2C, 0x3C, 0x40
_READ = (_OUT, _OUT1, _ENABLE, _ENABLE1, _IN, _IN1)
_WRITTEN = (_OUT, _OUT_SET, _OUT_CLEAR, _OUT1, _OUT1_SET, _OUT1_CLEAR, 0x20, 0x24, 0x28, 0x2C, 0x30, 0x34)


class _Registers(_Native):
    def __getitem__(self, address):
        return int(call("register-read", str(self._offset(address, _READ))))

    def __setitem__(self, address, value):
        call("register-write", "%d %d" % (self._offset(address, _WRITTEN), value & 0xFFFFFFFF))

    def _offset(self, address, known):
        offset = address - _BASE
        if offset & 3:
            raise ValueError("address %08x is not aligned to 4 bytes" % address)
        if offset not in known:
            from _modules import lacks

            lacks("machine.mem32")
        return offset

    def __repr__(self):
        return "<32-bit memory>"


mem32 = _Registers()
