# machine.Pin of an ESP32 (ports/esp32/machine_pin.c): one object per pin, whoever asks for it.
from _board import call, handlers

_PINS = (0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 32, 33, 34, 35, 36, 37, 38, 39)
_known = {}


def _whole(value):
    if not isinstance(value, int):
        raise TypeError("can't convert %s to int" % type(value).__name__)
    return value


class Pin:
    IN = 1
    OUT = 3
    OPEN_DRAIN = 7
    PULL_DOWN = 1
    PULL_UP = 2
    IRQ_RISING = 1
    IRQ_FALLING = 2
    WAKE_LOW = 4
    WAKE_HIGH = 5
    DRIVE_0 = 0
    DRIVE_1 = 1
    DRIVE_2 = 2
    DRIVE_3 = 3

    def __new__(cls, id, *arguments, **options):
        if isinstance(id, Pin):
            return id
        if id not in _PINS:
            raise ValueError("invalid pin")
        pin = _known.get(id)
        if pin is None:
            pin = _known[id] = object.__new__(cls)
            pin._id = id
            pin._mode = 1
            pin._pull = 0
        return pin

    def __init__(self, id, mode=None, pull=-1, *, value=None, drive=None, hold=None):
        self.init(mode, pull, value=value, drive=drive, hold=hold)

    def init(self, mode=None, pull=-1, *, value=None, drive=None, hold=None):
        if self._id >= 34:
            hold = None
        if hold is not None:
            call("pin-hold", "%d 0" % self._id)
        if value is not None:
            self.value(value)
        if mode is not None and mode != -1:
            if _whole(mode) & 2 and self._id >= 34:
                raise ValueError("pin can only be input")
            self._mode = mode
        if pull != -1:
            self._pull = 0 if pull is None else _whole(pull)
        if mode is not None or pull != -1:
            mode = 2 if self._mode & 4 else self._mode >> 1 & 1
            call("pin-mode", "%d %d %d" % (self._id, mode, self._pull & 3))
        if hold:
            call("pin-hold", "%d 1" % self._id)

    def value(self, value=None):
        if value is None:
            return int(call("pin-read", str(self._id)))
        call("pin-write", "%d %d" % (self._id, 1 if value else 0))

    __call__ = value

    def on(self):
        call("pin-write", "%d 1" % self._id)

    def off(self):
        call("pin-write", "%d 0" % self._id)

    def toggle(self):
        call("pin-toggle", str(self._id))

    def irq(self, handler=None, trigger=3, wake=None, **extra):
        if extra:
            raise TypeError("extra keyword arguments given")
        if trigger in (4, 5) and wake is not None:
            from _machine.wake import _wake_on

            _wake_on(self._id, trigger - 4, wake)
            return self
        if handler is None:
            trigger = 0
            handlers.pop("pin:%d" % self._id, None)
        else:
            handlers["pin:%d" % self._id] = lambda: handler(self)
        call("pin-watch", "%d %d" % (self._id, trigger))
        return self

    def __repr__(self):
        return "Pin(%d)" % self._id
