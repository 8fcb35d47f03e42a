# How many samples of each series were sent: the room proves with it that nothing is missing. Kept in the chip's RTC memory,
# which every reset spares, and in flash for power cuts, where a few may be forgotten (the room then sees a new beginning).
import json

import machine

from kit import borrow, files

PATH = files.ROOT + "numbers.json"
KEEP_MS, MOST_SERIES = 1000, 64
_MET = ""  # no series has this name


class Numbers:
    def __init__(self, outbox):
        is_new = not (len(outbox) or machine.RTC().memory() or files.exists(PATH))
        self._last = {} if is_new else borrow("held").numbers(outbox)
        self._is_kept, self._kept_ms = True, 0

    def next(self, series):
        number = self._last.get(series, 0) + 1
        if number == 1 and len(self._last) >= MOST_SERIES:
            self._last.popitem()  # any: the room sees a new beginning of that one
        self._last[series] = number
        self._is_kept = False
        return number

    def met_s(self):
        """Return when the room was last met after a deep sleep, by the chip's clock (waking.py)."""
        return self._last.get(_MET, 0)

    def meet(self, now_s):
        self._last[_MET] = now_s
        self._is_kept = False
        self.keep()

    def keep(self, up_ms=None):
        """Write to the RTC memory; with `up_ms`, at most once a second, for it takes time."""
        if self._is_kept or (up_ms is not None and up_ms - self._kept_ms < KEEP_MS):
            return
        self._is_kept, self._kept_ms = True, up_ms or 0
        try:
            machine.RTC().memory(json.dumps(self._last).encode())
        except (OSError, ValueError):
            pass  # more series than the memory holds: flash alone remembers

    def save(self):
        """Write everywhere, before a restart or once in a while."""
        self.keep()
        if files.read(PATH) != self._last:
            files.write(PATH, self._last)
