"""Order and completeness of one series, from its sequence numbers. Pure: docs/protocol.md, section Sequence numbers.

The theory. `n` grows by one with each sample that the board measures. So a jump forwards means that the numbers
between did not arrive (yet): they are counted as missing, and remembered as a gap, with the times between which they
were measured. A smaller number is one of three things. It lies in a gap, by number and by time: then it is late, and
takes its place there. Or its time is not later than that of the newest: then it is late too, and belongs to no gap we
remember. Or it is later: then the board began again, and its next life counts from there.

A board may not know the time; its samples are then stamped with their arrival, which always grows. Such a late sample
can only belong to a gap of the present life, since its time says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from iot_lab.store.telemetry.records import Reading, SampleCounts

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_GAPS: Final = 200
"""Gaps remembered for a series; the numbers of older ones stay missing for ever."""
MOST_MISSING: Final = 1_000_000
"""A longer jump is a new beginning, not that many lost samples."""
MOST_MISSING_AT_START: Final = 100
"""A board that begins again at `n` up to this lost 1 .. n-1; above, where it began is unknown."""
NO_NUMBER: Final = -1
"""The key of a sample whose board gave a time and no number."""


class Gap(NamedTuple):
    """Numbers `first` to `last` that did not arrive, measured between two times, in the board's life number `life`."""

    first: int
    last: int
    after_ms: int
    before_ms: int
    life: int

    def holds(self, reading: Reading, life: int) -> bool:
        """Say whether a late reading belongs here; a time of arrival tells nothing, so only this life counts then."""
        if reading.n is None or not self.first <= reading.n <= self.last:
            return False
        return self.life == life if reading.is_stamped else self.after_ms <= reading.t_ms <= self.before_ms

    def without(self, reading: Reading) -> list[Gap]:
        """Return what is left of the gap when `reading` took its place."""
        n = reading.n or 0
        left = self._replace(last=n - 1, before_ms=max(self.after_ms, min(reading.t_ms, self.before_ms)))
        right = self._replace(first=n + 1, after_ms=left.before_ms)
        return [gap for gap in (left, right) if gap.first <= gap.last]


@dataclass(slots=True)
class SeriesState:
    """What is known of one series beside its samples. `top_*` is its latest sample by time, then by key."""

    id: int
    stored: int = 0
    late: int = 0
    missing: int = 0
    duplicates: int = 0
    unnumbered: int = 0
    last_n: int | None = None
    last_ms: int = 0
    life: int = 0
    life_ms: int = 0
    top_ms: int = -1
    top_key: int = NO_NUMBER
    top_value: float | None = None
    gaps: list[Gap] = field(default_factory=list)
    burst_ms: int = 0
    burst_count: int = 0
    fine_from_ms: int | None = None
    finest_from_ms: int | None = None

    def copy(self) -> SeriesState:
        """Return a copy to work on while the transaction is not committed."""
        made = SeriesState(*_VALUES(self))
        made.gaps = list(self.gaps)
        return made

    def counts(self) -> SampleCounts:
        """Return the counts alone."""
        return SampleCounts(self.stored, self.late, self.missing, self.duplicates)

    def key_of(self, reading: Reading) -> int:
        """Return what makes a reading unique among those of its time: its number, or one below zero made for it."""
        if reading.n is not None:
            return reading.n
        return NO_NUMBER - 1 - self.unnumbered if reading.is_stamped else NO_NUMBER

    def add(self, reading: Reading, key: int) -> None:
        """Count a reading that was not stored before, and take its place in the order."""
        self.stored += 1
        if reading.n is None:
            self._add_unnumbered(reading)
        elif self.last_n is None:
            self._go_on(reading.n, reading.t_ms)
            self.life_ms = reading.t_ms
        else:
            self._add_numbered(reading, reading.n, self.last_n)
        if (reading.t_ms, key) > (self.top_ms, self.top_key):
            self.top_ms, self.top_key, self.top_value = reading.t_ms, key, reading.value

    def _add_unnumbered(self, reading: Reading) -> None:
        if reading.is_stamped:
            self.unnumbered += 1
        elif reading.t_ms < self.top_ms:
            self.late += 1

    def _add_numbered(self, reading: Reading, n: int, last_n: int) -> None:
        is_of_earlier_life = self.life > 0 and not reading.is_stamped and reading.t_ms < self.life_ms
        if n > last_n and not is_of_earlier_life:
            self._advance(n, last_n, reading.t_ms)
        elif self._close_gap(reading):
            self.late += 1
            self.missing -= 1
        elif not reading.is_stamped and reading.t_ms <= self.last_ms:
            self.late += 1
        elif n < last_n:
            self._begin_again(n, reading.t_ms)

    def _advance(self, n: int, last_n: int, t_ms: int) -> None:
        lost = n - last_n - 1
        if lost > MOST_MISSING:
            self._begin_again(n, t_ms)
            return
        if lost:
            self._open_gap(last_n + 1, n - 1, t_ms)
        self._go_on(n, t_ms)

    def _begin_again(self, n: int, t_ms: int) -> None:
        self.life += 1
        self.life_ms = t_ms
        if 1 < n <= MOST_MISSING_AT_START:
            self._open_gap(1, n - 1, t_ms)
        self._go_on(n, t_ms)

    def _go_on(self, n: int, t_ms: int) -> None:
        self.last_n, self.last_ms = n, t_ms

    def _open_gap(self, first: int, last: int, t_ms: int) -> None:
        self.missing += last - first + 1
        self.gaps.append(Gap(first, last, min(self.last_ms, t_ms), max(self.last_ms, t_ms), self.life))
        del self.gaps[:-MOST_GAPS]

    def _close_gap(self, reading: Reading) -> bool:
        for place in range(len(self.gaps) - 1, -1, -1):
            gap = self.gaps[place]
            if gap.holds(reading, self.life):
                self.gaps[place : place + 1] = gap.without(reading)
                return True
        return False


_VALUES: Final = attrgetter(*(one.name for one in fields(SeriesState)))


def counts_of(states: Iterable[SeriesState]) -> SampleCounts:
    """Return the counts of several series together."""
    stored = late = missing = duplicates = 0
    for state in states:
        stored += state.stored
        late += state.late
        missing += state.missing
        duplicates += state.duplicates
    return SampleCounts(stored, late, missing, duplicates)
