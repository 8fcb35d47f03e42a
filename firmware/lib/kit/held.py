# What the flash and the chip's RTC memory hold of earlier starts: samples that wait (outbox.py), numbers of series (numbers.py).
# Borrowed at a start.
#
# A program may have left names there in any number. So they are read batch by batch, and the names that stay are copied to where
# memory was just freed: kept amid what is let go, they would leave no long piece of it. Where there is none all the same, the
# room sees a new beginning of the others; the board starts.
import gc
import json

import machine

from kit import files
from kit.files import os
from kit.numbers import MOST_SERIES, PATH


def find(folder, samples):
    """Return the batches that wait in flash, oldest first, the number of the next one, and how many samples they have."""
    names = sorted(name for name in os.listdir(folder) if name[:1] == "b")
    waiting = sum(1 for name in names for _ in samples(name))
    return names, int(names[-1][1:]) + 1 if names else 1, waiting


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
