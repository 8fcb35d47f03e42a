# A stream: many measures a second, packed into blocks of half a second. Read by the first `lab.stream`.
#
# The rate holds on average: measures are due on a grid that begins with the stream. One that is late is made at once, and those
# after it stay on the grid; so a wait of a moment costs nothing. Who was away for longer begins a new grid and a new block, for
# a block says one time and one pace for all its samples. Whole numbers, `value * per`, for text of them is short and they are
# the same on a laptop. A read() that gives None ends the block: that moment has no measure.
import time

MOST_SAMPLES, MOST_NUMBERS = 64, 512  # of one block (docs/protocol.md)
BLOCKS_IN_MEMORY = 8  # of samples that wait, before they are written to flash
LARGEST = 32767
LATE_US = 500000
ONE = ""  # the name of the only value of a stream of numbers


class Stream:
    def __init__(self, room, check, series, read, hz, per, unit):
        if not callable(read):
            raise TypeError("lab.stream needs a function: write its name without ()")
        if not isinstance(hz, int) or not 1 <= hz <= 200:
            raise ValueError("lab.stream goes from 1 to 200 times a second, a whole number, not %r" % (hz,))
        if not 0 < per <= 1000000:
            raise ValueError("per is a number above 0, not %r" % (per,))
        self._room, self._series, self._read, self._unit, self._check = room, series, read, unit, check
        self._hz, self._per = hz, per
        self._dt_ms = 1000 // hz if 1000 % hz == 0 else 1000 / hz
        self._begin_us = self._count = None  # of the grid: when it began, and how many measures are due before the next
        self._columns = {}  # type: dict
        self._size = self._filled = 0
        self.task = [0, self.turn, None]  # as `lab` keeps what it does: period, function, ticks in ms of its next call
        room.outbox.in_memory = BLOCKS_IN_MEMORY
        self._first_ms = 0

    def turn(self):
        """Make the measures that are due, and say when the next one is."""
        if self._begin_us is not None and self._late_us() > LATE_US:
            self.flush()
            self._begin_us = None
        if self._begin_us is None:
            self._begin_us, self._count = time.ticks_us(), 0
        while 0 <= (late_us := self._late_us()) <= LATE_US:
            self._count += 1
            if self._count >= self._hz and self._count % self._hz == 0:
                # A whole second on: ticks count around, and seconds have no remainder.
                self._begin_us = time.ticks_add(self._begin_us, self._count // self._hz * 1000000)
                self._count = 0
            self._take(self._read(), late_us)
        self.task[2] = time.ticks_add(time.ticks_ms(), max(0, -self._late_us() // 1000))

    def flush(self):
        """Queue what was measured."""
        size, self._filled = self._filled, 0
        if size:
            columns = {name: numbers[:size] for name, numbers in self._columns.items()}
            self._queue({"v": columns.get(ONE, columns), "per": self._per, "dt": self._dt_ms}, size)

    def _queue(self, said, size):
        """Number and date a block as `Room.publish` does a sample; the outbox knows its last number."""
        room, series, up_ms = self._room, self._series, self._first_ms
        while room.is_ending:
            time.sleep_ms(50)
        room.learn_unit(series, self._unit)
        room.measured += size
        for _ in range(size):
            last = room.numbers.next(series)
        said["n"] = last - size + 1
        room.outbox.put(series, [said], up_ms, last, room.clock.date_ms(up_ms))

    def _late_us(self):
        return time.ticks_diff(time.ticks_us(), self._begin_us) - self._count * 1000000 // self._hz

    def _take(self, measure, late_us):
        if measure is None:
            self.flush()
            return
        self._check(measure)
        if not isinstance(measure, dict):
            measure = {ONE: measure}
        if not self._fits(measure):
            self._begin_columns(measure)
        if self._filled == 0:
            self._first_ms = self._room.clock.up_ms() - late_us // 1000
        for name, value in measure.items():
            self._columns[name][self._filled] = max(-LARGEST, min(LARGEST, round(value * self._per)))
        self._filled += 1
        if self._filled >= self._size:
            self.flush()

    def _fits(self, measure):
        for name in measure:
            if name not in self._columns:
                return False
        return len(measure) == len(self._columns)

    def _begin_columns(self, measure):
        self.flush()
        if not 0 < len(measure) <= MOST_SAMPLES:
            raise ValueError("lab.stream takes 1 to %d numbers" % MOST_SAMPLES)
        self._size = max(1, min(MOST_SAMPLES, MOST_NUMBERS // len(measure), self._hz // 2))
        self._columns = {name: [0] * self._size for name in measure}
