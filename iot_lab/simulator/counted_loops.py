"""Does a loop that looks count its turns? Then every turn of it is followed: how many there were can be seen.

Looks take growing steps (`polling.py`), which nobody sees of a loop that only waits. One that counts (`n += 1`) would
count far too few. What such a loop has in its memory shows it: the guest's memory is looked at three times, at the
same point of the loop (`STRIDE` looks apart, which loops of one, two, three, four, six or twelve looks a turn have in
common), and a word that grew by the same twice is a counter. Looks take their usual 10 us meanwhile, so what follows
the clock grows by the time that passed, which tells it from a counter; garbage is written once and left; the
interpreter's own variables, which lie below its stack, are left out, and addresses grow by whole blocks.

Looking takes half a millisecond: a wait in thirty looks is examined at first, later one in as many looks as cost the
same. What is followed is limited as well (`FOLLOWED_UNITS`: some seconds of board time): beyond it steps grow again, so
that a loop that counts for minutes does not cost minutes.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.simulator.circles import WholeMemory

FIRST_LOOK, STRIDE = 10, 12
SAMPLES: Final = (FIRST_LOOK, FIRST_LOOK + STRIDE, FIRST_LOOK + 2 * STRIDE)
FIRST_CREDIT, LOOKS_PER_CREDIT = 24, 400
FOLLOWED_UNITS: Final = 1_000_000
LOOK_UNITS: Final = 4
"""A look that the host answers costs so much more than one that the guest answers itself, or more."""
PIECE: Final = 1024
LARGEST_WORD, LONGEST = 1 << 21, 1 << 14
"""Texts of three characters are larger."""
UNIT_US: Final = 10
"""So long a computing costs as much as a look that the guest answers."""
UNITS_US: Final = (1, 1000)
_BLOCK: Final = 16
_HALF, _WHOLE = 1 << 31, 1 << 32


class CountedLoops:
    """Watches the loops of one guest that look at something."""

    def __init__(self, memory: WholeMemory) -> None:
        self._memory = memory
        self._credit, self._units = FIRST_CREDIT * LOOKS_PER_CREDIT, FOLLOWED_UNITS
        self._looks = self._milliseconds = self._seen_us = self._turn_us = 0
        self._copies: list[bytes] = []
        self._times_us: list[int] = []
        self._lowest = 0
        self.is_looking = self.counts = False

    def begin(self) -> None:
        """A loop's first look comes."""
        self._looks = self._milliseconds = 0
        self.is_looking = self._credit >= LOOKS_PER_CREDIT and self._units > 0
        self.counts = False
        self._copies.clear()
        self._times_us.clear()
        self._lowest = 0

    def look(self, now_us: int) -> bool:
        """Say whether this look is followed closely: the loop counts, or may."""
        self._looks += 1
        self._credit = min(self._credit + 1, FIRST_CREDIT * LOOKS_PER_CREDIT)
        if self.is_looking:
            if self._looks in SAMPLES:
                self._sample(now_us)
            return True
        if not self.counts:
            return False
        self._units -= LOOK_UNITS + (now_us - self._seen_us) // UNIT_US
        self._seen_us = now_us
        self.counts = self._units > 0
        return self.counts

    def looked_at_milliseconds(self) -> None:
        """The look was one at the milliseconds."""
        self._milliseconds += self.is_looking

    def alike(self) -> tuple[int, int]:
        """Return how many looks at the milliseconds may follow that take the same time, and how long each takes (us).

        0 where turns are not counted.
        """
        return (self._units, self._turn_us) if self.counts else (0, 0)

    def answered(self, looks: int) -> int:
        """The guest has answered so many looks itself; returns as how many calls they count."""
        if not self.counts:
            return looks
        self._units -= looks
        self._seen_us += looks * self._turn_us
        return -(-looks // LOOK_UNITS)

    def _sample(self, now_us: int) -> None:
        if not self._copies:
            self._credit -= LOOKS_PER_CREDIT
            self._milliseconds = 0
        self._copies.append(self._memory.everything())
        self._times_us.append(now_us)
        self._lowest = max(self._lowest, self._memory.stack_pointer())
        if len(self._copies) == len(SAMPLES):
            first_us, _, last_us = self._times_us
            self.counts = has_counter(self._copies, self._lowest, self._times_us)
            self._turn_us = (last_us - first_us) // max(1, self._milliseconds)
            self.is_looking, self._seen_us = False, now_us
            self._copies.clear()


def has_counter(copies: list[bytes], lowest: int, times_us: list[int]) -> bool:
    """Say whether a word grew or shrank by the same twice, from the lowest address on, and not as time did."""
    first, second, third = copies
    passed_us = times_us[1] - times_us[0], times_us[2] - times_us[1]
    begin = lowest - lowest % PIECE
    for at in range(begin, min(map(len, copies)), PIECE):
        end = at + PIECE
        if first[at:end] == second[at:end] or second[at:end] == third[at:end]:
            continue
        words = struct.Struct(f"<{len(first[at:end]) // 4}I").unpack
        rows = zip(words(first[at:end]), words(second[at:end]), words(third[at:end]), strict=True)
        for place, (one, two, three) in enumerate(rows):
            if one != two and at + 4 * place >= lowest:
                grown, again = _signed(two - one), _signed(three - two)
                if grown == again and _is_count(one, grown) and not _is_time(grown, passed_us):
                    return True
    return False


def _signed(difference: int) -> int:
    return (difference + _HALF) % _WHOLE - _HALF


def _is_count(word: int, grown: int) -> bool:
    """Say whether it may be a whole number of the program's, which is odd, or a length; no address, no text."""
    if word & 1 and not grown & 1:
        return abs(_signed(word)) < LARGEST_WORD
    return word < LONGEST and abs(grown) < LONGEST and bool(grown % _BLOCK)


def _is_time(grown: int, passed_us: tuple[int, int]) -> bool:
    """Say whether it grew as microseconds or milliseconds did, as a number of the program's (twice its value)."""
    return any(
        all(
            2 * (passed // unit) - passed // (4 * unit) <= abs(grown) <= 2 * -(-passed // unit) + passed // (4 * unit)
            for passed in passed_us
        )
        for unit in UNITS_US
    )
