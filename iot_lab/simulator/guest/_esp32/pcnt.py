# esp32.PCNT: eight units that count edges by themselves (ports/esp32/esp32_pcnt.c).
from _board import call, handlers
from _arguments import pin_number
from _modules import Native as _Native, whole as _whole

_known = {}
_ASKED = object()
_LIMITS = (("min", -32768, 0, "minimum"), ("max", 0, 32767, "maximum"),
           ("threshold0", -32768, 32767, "threshold0"), ("threshold1", -32768, 32767, "threshold1"))


def _pin_number(pin):
    return -1 if pin is None else pin_number(pin)


class PCNT(_Native):
    IGNORE = NORMAL = 0
    INCREMENT = REVERSE = 1
    DECREMENT = HOLD = 2
    IRQ_THRESHOLD1 = 4
    IRQ_THRESHOLD0 = 8
    IRQ_MIN = 16
    IRQ_MAX = 32
    IRQ_ZERO = 64

    def __new__(cls, id, **options):
        id = _whole(id)
        if not 0 <= id < 8:
            raise ValueError("invalid id")
        unit = _known.get(id)
        if unit is None:
            unit = _known[id] = object.__new__(cls)
            unit._id = id
            unit._irq = None
        return unit

    def __init__(self, id, **options):
        self.init(**options)

    def init(self, *, channel=0, filter=None, value=None, **options):
        if not 0 <= channel < 2:
            raise ValueError("channel")
        where = "%d %d " % (self._id, channel)
        if "pin" in options or "mode_pin" in options:
            if "pin" not in options:
                raise ValueError("pin")
            pins = _pin_number(options.pop("pin")), _pin_number(options.pop("mode_pin", None))
            call("pcnt-pins", where + "%d %d" % pins)
        modes = []
        is_told = False
        for name in ("rising", "falling", "mode_low", "mode_high"):
            is_told = is_told or name in options
            modes.append(_whole(options.pop(name, 0)))
            if not 0 <= modes[-1] < 3:
                raise ValueError(name)
        if is_told:
            call("pcnt-modes", where + "%d %d %d %d" % tuple(modes))
        if filter is not None and not 0 <= filter <= 1023:
            raise ValueError("filter")
        if value is not None:
            self.value(value)
        for name, least, most, told in _LIMITS:
            if name in options:
                limit = _whole(options.pop(name))
                if not least <= limit <= most:
                    raise ValueError(told)
                call("pcnt-limit", "%d %s %d" % (self._id, name, limit))
        if options:
            raise TypeError("extra keyword arguments given")

    def value(self, value=None):
        if value:
            raise ValueError("value")
        return int(call("pcnt-value", "%d %d" % (self._id, value is not None)))

    def start(self):
        call("pcnt-run", "%d 1" % self._id)

    def stop(self):
        call("pcnt-run", "%d 0" % self._id)

    def deinit(self):
        handlers.pop("pcnt:%d" % self._id, None)
        call("pcnt-run", "%d -1" % self._id)

    # Asked for nothing, it gives the object and leaves the handler as it is.
    def irq(self, handler=_ASKED, trigger=64):
        if not 4 <= trigger < 128:
            raise ValueError("trigger")
        if self._irq is None:
            self._irq = _Irq(self)
        if handler is _ASKED and trigger == 64:
            return self._irq
        key = "pcnt:%d" % self._id
        if handler is None or handler is _ASKED:
            handlers.pop(key, None)
            trigger = 0
        else:
            handlers[key] = lambda: handler(self)
        call("pcnt-watch", "%d %d" % (self._id, trigger))
        return self._irq

    def __repr__(self):
        return "PCNT(%d)" % self._id


class _Irq(_Native):
    def __init__(self, unit):
        self._unit = unit

    def flags(self):
        return int(call("pcnt-flags", str(self._unit._id)))

    def trigger(self, trigger):
        call("pcnt-watch", "%d %d" % (self._unit._id, trigger))
        return 0
