# machine.Pin of an ESP32 (ports/esp32/machine_pin.c): one object per pin, whoever asks for it.
from _board import call, handlers
from _modules import Native as _Native, whole as _whole

# GPIO 24 and 28 to 31 do not exist; 6 to 11 hold the flash and 20 has no pad, but the firmware takes them.
_MISSING = (24, 28, 29, 30, 31)
_known = {}
_READ = object()


class Pin(_Native):
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
        if not isinstance(id, int) or not 0 <= id < 40 or id in _MISSING:
            raise ValueError("invalid pin")
        pin = _known.get(id)
        if pin is None:
            pin = _known[id] = object.__new__(cls)
            pin._id = id
            pin._name = str(id)  # written once: a pin is read and written again and again
            pin._low, pin._high = "%d 0" % id, "%d 1" % id
            pin._mode = 1
            pin._pull = 0
            pin._trigger = 0
        return pin

    def __init__(self, id, mode=None, pull=-1, *, value=None, drive=None, hold=None):
        self.init(mode, pull, value=value, drive=drive, hold=hold)

    def init(self, mode=None, pull=-1, *, value=None, drive=None, hold=None):
        if self._id >= 34:
            hold = None
        if hold is not None:
            call("pin-hold", self._low)
        if value is not None:
            self.value(value)
        if mode is not None and mode != -1:
            if _whole(mode) & 2 and self._id >= 34:
                raise ValueError("pin can only be input")
            self._mode = _whole(mode)
        if pull != -1:
            self._pull = 0 if pull is None else _whole(pull)
        if mode is not None or pull != -1:
            mode = 2 if self._mode & 4 else self._mode >> 1 & 1
            call("pin-mode", "%d %d %d" % (self._id, mode, self._pull & 3))
        if hold:
            call("pin-hold", self._high)

    def value(self, value=_READ):
        if value is _READ:
            return 1 if call("pin-read", self._name) else 0
        call("pin-write", self._high if value else self._low)

    __call__ = value

    def on(self):
        call("pin-write", self._high)

    def off(self):
        call("pin-write", self._low)

    def toggle(self):
        call("pin-toggle", self._name)

    def irq(self, handler=_READ, trigger=3, wake=None, **extra):
        if extra:
            raise TypeError("extra keyword arguments given")
        if trigger in (4, 5) and wake is not None:
            from _machine.wake import _wake_on

            _wake_on(self._id, trigger - 4, wake)
        elif handler is None or (handler is _READ and trigger != 3):
            self._watch(0, None)
        elif handler is not _READ:
            self._watch(_whole(trigger), handler)
        return _Irq(self)

    def _watch(self, trigger, handler):
        key = "pin:%d" % self._id
        if handler is None:
            handlers.pop(key, None)
        else:
            handlers[key] = lambda: handler(self)
        self._trigger = trigger
        call("pin-watch", "%d %d" % (self._id, trigger))

    def __repr__(self):
        return "Pin(%d)" % self._id


class _Irq(_Native):
    def __init__(self, pin):
        self._pin = pin

    def trigger(self, trigger=0):
        before = self._pin._trigger
        if trigger:
            self._pin._trigger = _whole(trigger)
            call("pin-watch", "%d %d" % (self._pin._id, trigger))
        return before

    def __call__(self):
        handlers["pin:%d" % self._pin._id]()
