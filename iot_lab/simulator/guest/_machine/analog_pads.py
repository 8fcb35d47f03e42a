# machine.TouchPad and machine.DAC of an ESP32 (ports/esp32/machine_touchpad.c, machine_dac.c).
from _board import call
from _machine.pin import Pin
from _modules import Native as _Native, whole as _whole


class TouchPad(_Native):
    def __init__(self, pin):
        self._id = Pin(pin)._id
        if self._id not in (0, 2, 4, 12, 13, 14, 15, 27, 32, 33):
            raise ValueError("invalid pin for touchpad")

    def config(self, value):
        _whole(value)

    def read(self):
        return int(call("touch", str(self._id)))


class DAC(_Native):
    def __init__(self, id):
        self._id = Pin(id)._id
        if self._id not in (25, 26):
            raise ValueError("invalid Pin for DAC")
        self.write(0)

    def write(self, value):
        if not 0 <= _whole(value) <= 255:
            raise ValueError("value out of range")
        call("dac", "%d %d" % (self._id, value))

    def __repr__(self):
        return "DAC(Pin(%d))" % self._id
