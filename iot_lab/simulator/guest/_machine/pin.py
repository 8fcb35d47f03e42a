# machine.Pin and machine.Signal of an ESP32.
from _board import call, handlers

_PINS = (0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 32, 33, 34, 35, 36, 37, 38, 39)
_MODES = {1: 0, 3: 1, 7: 2}
_PULLS = {None: 0, 2: 1, 1: 2}


class Pin:
    IN = 1
    OUT = 3
    OPEN_DRAIN = 7
    PULL_DOWN = 1
    PULL_UP = 2
    IRQ_RISING = 1
    IRQ_FALLING = 2
    DRIVE_0 = 0
    DRIVE_1 = 1
    DRIVE_2 = 2
    DRIVE_3 = 3

    def __init__(self, id, mode=-1, pull=-1, *, value=None, drive=0, hold=None):
        if isinstance(id, Pin):
            id = id._id
        if id not in _PINS:
            raise ValueError("invalid pin")
        self._id = id
        self._mode = mode
        self._pull = None if pull == -1 else pull
        self.init(mode, pull, value=value)

    def init(self, mode=-1, pull=-1, *, value=None, drive=0, hold=None):
        if mode != -1:
            if mode not in _MODES:
                raise ValueError("invalid pin mode")
            if mode != 1 and self._id >= 34:
                raise ValueError("pin can only be input")
            self._mode = mode
        if pull != -1:
            if pull not in _PULLS:
                raise ValueError("invalid pin pull")
            self._pull = pull
        if value is not None:
            self.value(value)
        if mode != -1 or pull != -1:
            mode = 1 if self._mode == -1 else self._mode
            call("pin-mode", "%d %d %d" % (self._id, _MODES[mode], _PULLS[self._pull]))

    def value(self, value=None):
        if value is None:
            return int(call("pin-read", str(self._id)))
        call("pin-write", "%d %d" % (self._id, 1 if value else 0))

    __call__ = value

    def on(self):
        self.value(1)

    def off(self):
        self.value(0)

    def toggle(self):
        self.value(not self.value())

    def irq(self, handler=None, trigger=3, *, wake=None, hard=False):
        if handler is None:
            trigger = 0
            handlers.pop("pin:%d" % self._id, None)
        else:
            handlers["pin:%d" % self._id] = lambda: handler(self)
        call("pin-watch", "%d %d" % (self._id, trigger))
        return self

    def __repr__(self):
        return "Pin(%d)" % self._id


class Signal:
    def __init__(self, pin, *arguments, invert=False, **options):
        self._pin = pin if isinstance(pin, Pin) else Pin(pin, *arguments, **options)
        self._invert = bool(invert)

    def value(self, value=None):
        if value is None:
            return self._pin.value() ^ self._invert
        self._pin.value(bool(value) ^ self._invert)

    __call__ = value

    def on(self):
        self.value(1)

    def off(self):
        self.value(0)
