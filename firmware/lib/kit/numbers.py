# How many samples of each series were sent: the room proves with it that nothing is missing. Kept in the chip's RTC memory,
# which every reset spares, and in flash for power cuts, where a few may be forgotten (the room then sees a new beginning).
import json

import machine

from kit import files

PATH = "numbers.json"


class Numbers:
    def __init__(self, waiting):
        """`waiting`: series -> greatest number that waits in flash."""
        self._last = files.read(PATH)
        for found in (waiting, _remembered()):
            for series, number in found.items():
                self._last[series] = max(number, self._last.get(series, 0))

    def next(self, series):
        number = self._last.get(series, 0) + 1
        self._last[series] = number
        try:
            machine.RTC().memory(json.dumps(self._last).encode())
        except (OSError, ValueError):
            pass  # more series than the memory holds: flash alone remembers
        return number

    def save(self):
        """Write to flash, before a restart or once in a while."""
        if files.read(PATH) != self._last:
            files.write(PATH, self._last)


def _remembered():
    try:
        found = json.loads(machine.RTC().memory())
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
