# machine.Timer of an ESP32 (ports/esp32/machine_timer.c): four of hardware, counting at 10 MHz, and virtual ones (-1).
from _board import call, handlers
from _machine.pin import _whole

_known = {}
_virtual = 0


class Timer:
    ONE_SHOT = 0
    PERIODIC = 1

    def __new__(cls, id, **options):
        global _virtual
        if _whole(id) != -1 and not 0 <= id < 4:
            raise ValueError("invalid Timer number, max 4")
        if id == -1:
            _virtual -= 1
            id = _virtual
        timer = _known.get(id)
        if timer is None:
            timer = object.__new__(cls)
            timer._key = "timer:%d" % id
            timer._ticks, timer._mode = 0, 0
            if id >= 0:
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
        self._ticks = int(10000000 / freq) if freq is not None else _whole(period) * 10000000 // tick_hz
        if callback is not None:
            handlers[self._key] = lambda: callback(self)
        call("timer-start", "%s %d %d" % (self._key[6:], self._ticks, mode))

    def deinit(self):
        handlers.pop(self._key, None)
        call("timer-stop", self._key[6:])

    def value(self):
        return int(call("timer-value", self._key[6:]))

    def __repr__(self):
        number = max(-1, int(self._key[6:]))
        mode = "PERIODIC" if self._mode else "ONE_SHOT"
        return "Timer(%d, mode=%s, period=%d)" % (number, mode, self._ticks // 10000)
