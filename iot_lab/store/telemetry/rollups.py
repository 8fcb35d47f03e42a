"""Roll-ups: lowest, highest, sum and count of a series over buckets of time, at several widths. Pure.

The theory. A chart asks for about 500 buckets of any window. Each bucket is made of the widest roll-ups that fit in
it, so a chart reads at most some thousand rows, however many samples lie below. Roll-ups merge by addition: a batch
adds a few rows to what is there, whatever is already stored, and a late sample goes into its place like any other.

Widths of 10 s and more are kept for every series. Those of 1 s and 0.1 s begin only when a series becomes fast enough
to need them, because below that rate reading the samples themselves is as cheap; they begin after the newest sample,
so that each of their buckets is whole, and charts read samples for what lies before (charts.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.store.telemetry.counting import SeriesState
    from iot_lab.store.telemetry.records import Reading

FINEST_MS: Final = 100
FINE_MS: Final = 1_000
BASE_MS: Final = 10_000
WIDTHS_MS: Final = (BASE_MS, 100_000, 1_000_000, 10_000_000, 100_000_000)
"""Always kept; each is ten of the one before, so a chart of 500 buckets reads at most about 5,000 rows."""
FINE_FROM_RATE: Final = 10
FINEST_FROM_RATE: Final = 100
"""Samples within one second from which the widths of 1 s and 0.1 s are kept."""
_BURST_MS: Final = 1_000


class Bucket(NamedTuple):
    """The roll-up of some samples."""

    size: int
    low: float
    high: float
    total: float

    def plus(self, other: Bucket) -> Bucket:
        """Return the roll-up of both."""
        return Bucket(
            self.size + other.size, min(self.low, other.low), max(self.high, other.high), self.total + other.total
        )


Buckets = dict[int, Bucket]
"""Start of the bucket in ms -> its roll-up."""


def fold(points: Iterable[tuple[int, float]], width_ms: int) -> Buckets:
    """Return the roll-ups of (time, value) points; quickest where they come in order of time."""
    found: Buckets = {}
    start, end, count, low, high, total = 0, -1, 0, 0.0, 0.0, 0.0
    for t_ms, value in points:
        if start <= t_ms < end:
            count += 1
            total += value
            if value < low:
                low = value
            elif value > high:
                high = value
            continue
        if count:
            _merge(found, start, Bucket(count, low, high, total))
        start = t_ms - t_ms % width_ms
        end, count, low, high, total = start + width_ms, 1, value, value, value
    if count:
        _merge(found, start, Bucket(count, low, high, total))
    return found


def widen(buckets: Buckets, width_ms: int) -> Buckets:
    """Return roll-ups of a greater width, a multiple of theirs."""
    found: Buckets = {}
    for start, bucket in buckets.items():
        _merge(found, start - start % width_ms, bucket)
    return found


def every_width(state: SeriesState, readings: list[Reading]) -> dict[int, Buckets]:
    """Return the roll-ups that one batch adds to a series, by width; `state` tells which widths it has."""
    if len(readings) == 1:
        return _of_one(state, readings[0])
    points = [(reading.t_ms, reading.value) for reading in readings]
    found: dict[int, Buckets] = {}
    for width, from_ms in ((FINEST_MS, state.finest_from_ms), (FINE_MS, state.fine_from_ms)):
        if from_ms is not None:
            found[width] = fold((point for point in points if point[0] >= from_ms), width)
    finer = fold(points, WIDTHS_MS[0])
    for width in WIDTHS_MS:
        finer = found[width] = widen(finer, width)
    return found


def _of_one(state: SeriesState, reading: Reading) -> dict[int, Buckets]:
    """Return what one reading adds: most batches of boards that send now and then bring one of each series."""
    t_ms, bucket = reading.t_ms, Bucket(1, reading.value, reading.value, reading.value)
    fast = [(FINEST_MS, state.finest_from_ms), (FINE_MS, state.fine_from_ms)]
    widths = (*(width for width, from_ms in fast if from_ms is not None and t_ms >= from_ms), *WIDTHS_MS)
    return {width: {t_ms - t_ms % width: bucket} for width in widths}


def watch_rate(state: SeriesState, t_ms: int) -> None:
    """Note one sample, in order of arrival; begin a finer width where the series became fast.

    It begins after every sample stored so far, so that its buckets are complete from their first.
    """
    if not 0 <= t_ms - state.burst_ms < _BURST_MS:
        state.burst_ms, state.burst_count = t_ms, 1
        return
    state.burst_count += 1
    if state.burst_count == FINE_FROM_RATE and state.fine_from_ms is None:
        state.fine_from_ms = _next_start(state.top_ms, FINE_MS)
    elif state.burst_count == FINEST_FROM_RATE and state.finest_from_ms is None:
        state.finest_from_ms = _next_start(state.top_ms, FINEST_MS)


def _next_start(t_ms: int, width_ms: int) -> int:
    return t_ms - t_ms % width_ms + width_ms


def _merge(buckets: Buckets, start: int, bucket: Bucket) -> None:
    known = buckets.get(start)
    buckets[start] = bucket if known is None else known.plus(bucket)
