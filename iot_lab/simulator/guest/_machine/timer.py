# machine.Timer of an ESP32 (ports/esp32/machine_timer.c): four of hardware, counting at 10 MHz.
from _board import call, handlers
from _modules import Native as _Native, whole as _whole

_known = {}


class Timer(_Native):
    ONE_SHOT = 0
    PERIODIC = 1

    def __new__(cls, id, **options):
        id = _whole(id)
        if not 0 <= id < 4:
            raise ValueError("invalid Timer number")
        timer = _known.get(id)
        if timer is None:
            timer = object.__new__(cls)
            timer._key = "timer:%d" % id
            timer._ticks, timer._mode = 0, 0
            _known[id] = timer
        return timer

    def __init__(self, id, **options):
        if options:
            self.init(**options)

    def init(self, *, mode=1, callback=None, period=0xFFFFFFFF, tick_hz=1000, freq=None, hard=False):
        self.deinit()
        if hard:
            raise ValueError("hard Timers are not implemented")
        self._mode = mode
        self._ticks = int(10000000 / freq) if freq is not None else (period if period == 0xFFFFFFFF else _whole(period)) * 10000000 // _whole(tick_hz)
        if callback is not None:
            handlers[self._key] = lambda: callback(self)
        call("timer-start", "%s %d %d" % (self._key[6:], self._ticks, mode))

    def deinit(self):
        handlers.pop(self._key, None)
        call("timer-stop", self._key[6:])

    def value(self):
        return int(call("timer-value", self._key[6:]))

    def __repr__(self):
        mode = "PERIODIC" if self._mode else "ONE_SHOT"
        return "Timer(%s, mode=%s, period=%d)" % (self._key[6:], mode, self._ticks // 10000)
