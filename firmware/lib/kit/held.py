# The numbers that the flash and the chip's RTC memory hold of earlier starts (numbers.py). Borrowed at a start.
#
# A program may have left names there in any number. So they are read batch by batch, and the names that stay are copied to where
# memory was just freed: kept amid what is let go, they would leave no long piece of it. Where there is none all the same, the
# room sees a new beginning of the others; the board starts.
import gc
import json

import machine

from kit import files
from kit.numbers import MOST_SERIES, PATH


def numbers(outbox):
    """Return series -> greatest number, of as many series as the room takes of a board."""
    found = {}  # type: dict
    try:
        for samples in outbox.in_flash():
            _note(found, {series: number for series, _, _, number, _, _ in samples})
        _note(found, _remembered())
        _note(found, files.read(PATH))
    except MemoryError:
        pass
    gc.collect()
    return found


def _note(found, last):
    gc.collect()
    for series, number in last.items():
        if isinstance(number, int) and (series in found or len(found) < MOST_SERIES):  # a program may use this memory too
            found[str(series.encode(), "utf-8")] = max(number, found.get(series, 0))


def _remembered():
    try:
        found = json.loads(machine.RTC().memory())
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
