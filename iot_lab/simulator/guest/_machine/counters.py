# machine.Counter and machine.Encoder: they count without an end, over a unit of esp32.PCNT, which begins again at a limit
# and says so by an interrupt (a file of the firmware as well: ports/esp32/modules/machine.py).
from _board import run_waiting
from esp32 import PCNT

_LIMIT = 32000
_known = {}


class _Counting:
    def __new__(cls, id, *pins, **options):
        known = _known.get(id)
        if known is None:
            known = _known[id] = object.__new__(cls)
            known._pcnt = None
        elif not isinstance(known, cls):
            raise ValueError("PCNT in use")
        return known

    def __init__(self, id, *pins, filter_ns=0, **options):
        self._id = id
        if self._pcnt is None:
            self._pcnt = PCNT(id, min=-_LIMIT, max=_LIMIT)
        elif not (pins or options):
            return
        self._wire(*pins, **options)
        self._pcnt.init(filter=min(max(0, filter_ns * 80 // 1000), 1023), value=0)
        self._rounds = self._added = 0
        self._pcnt.irq(self._went_round, PCNT.IRQ_MIN | PCNT.IRQ_MAX)
        self._pcnt.start()

    def _went_round(self, unit):
        flags = unit.irq().flags()
        if flags & PCNT.IRQ_MIN:
            self._rounds -= 1
        elif flags & PCNT.IRQ_MAX:
            self._rounds += 1

    def init(self, *pins, **options):
        self.__init__(self._id, *pins, **options)

    def deinit(self):
        if self._pcnt is not None:
            self._pcnt.deinit()
            self._pcnt = None

    def value(self, value=None):
        if self._pcnt is None:
            raise RuntimeError("not initialised")
        rounds = None
        while rounds != self._rounds:
            rounds = self._rounds
            now = self._pcnt.value()
            run_waiting()
        counted = rounds * _LIMIT + now + self._added
        if value is not None:
            self._rounds, self._added = 0, value - now
        return counted


class Counter(_Counting):
    RISING = 1
    FALLING = 2
    UP = PCNT.INCREMENT
    DOWN = PCNT.DECREMENT

    def _wire(self, src, edge=1, direction=1):
        rising, falling = direction if edge & 1 else 0, direction if edge & 2 else 0
        self._pcnt.init(channel=0, pin=src, rising=rising, falling=falling)


class Encoder(_Counting):
    def _wire(self, phase_a, phase_b, phases=1):
        if phases not in (1, 2, 4):
            raise ValueError("phases")
        up, down, back = PCNT.INCREMENT, PCNT.DECREMENT, PCNT.REVERSE
        low = PCNT.HOLD if phases == 1 else back
        self._pcnt.init(channel=0, pin=phase_a, falling=up, rising=down, mode_pin=phase_b, mode_low=low)
        if phases == 4:
            self._pcnt.init(channel=1, pin=phase_b, falling=down, rising=up, mode_pin=phase_a, mode_low=back)
        else:
            self._pcnt.init(channel=1, pin=None, rising=PCNT.IGNORE)
        self._phases = phases

    def phases(self):
        return self._phases
