# The laptop's clock (there is no internet): it comes with `do/time`, goes on with the board's ticks, survives a reset in
# the chip's own clock. Samples measured before it was known are dated afterwards.
import time

import machine

EPOCH_MS = 0 if time.gmtime(0)[0] == 1970 else 946684800000
STEP_MS = 60000  # more: somebody set the laptop's clock, it did not just drift
RIGHT_SINCE_MS = 1704067200000  # 2024: before that, the chip's clock was never set


class Clock:
    def __init__(self):
        self._ticks_ms = time.ticks_ms()
        self._up_ms = 0
        self._offset_ms = None  # ms since 1970 when up_ms was 0
        self.is_told = False  # by the room, in this start
        now_ms = time.time_ns() // 1000000 + EPOCH_MS
        if now_ms > RIGHT_SINCE_MS:
            self._offset_ms = now_ms

    def up_ms(self):
        """Return milliseconds since the start; ask at least once a week, since ticks wrap."""
        ticks_ms = time.ticks_ms()
        self._up_ms += time.ticks_diff(ticks_ms, self._ticks_ms)
        self._ticks_ms = ticks_ms
        return self._up_ms

    def set(self, ms):
        """Take the laptop's time, in milliseconds since 1970; return by how many seconds the clock moved, None at first."""
        before_ms = self._offset_ms
        self.is_told = True
        self._offset_ms = ms - self.up_ms()
        now = time.gmtime((ms - EPOCH_MS) // 1000)
        machine.RTC().datetime(now[:3] + (now[6],) + now[3:6] + (ms % 1000 * 1000,))
        return None if before_ms is None else (self._offset_ms - before_ms) // 1000

    def date_ms(self, up_ms):
        """Return when a moment of this start was, in milliseconds since 1970; None while nobody has said the time."""
        return None if self._offset_ms is None else self._offset_ms + up_ms

    def redate_ms(self, date_ms, up_ms):
        """Return a sample's date: the one it got, so that one sent twice is the same, unless the clock was set since."""
        now_right_ms = self.date_ms(up_ms)
        if date_ms is None or abs(now_right_ms - date_ms) > STEP_MS:
            return now_right_ms
        return date_ms
