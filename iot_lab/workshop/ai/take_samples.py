"""From the blocks of a stream to the samples of a take, and what may be said of them. Pure.

A take is complete when every number between its first and its last sample is there and they reach from its start to its
end. Samples that are not there yet are awaited as long as the stream has not gone beyond the end, and missing
afterwards. A value is saturated where it stays at the end of what its axis showed, three times or more in a row: a
sensor that is clipped shows a flat top, a hand never does.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Final, Literal

from iot_lab.store import SampleBlock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iot_lab.store import Sample, TakeRecord

TakeState = Literal["complete", "late", "waiting", "missing"]
LATE_MS: Final = 3_000
"""A block that comes so long after the take's end was held up."""
PATIENCE_MS: Final = 600_000
"""How long samples are awaited from a stream that is silent."""
FLAT: Final = 3
LEAST_SWING: Final = 50
UNSCALED: Final = 0.0
"""The `per` of a series: its values are in their unit, and no whole numbers."""


@dataclass(frozen=True, slots=True)
class TakeSamples:
    """The columns of one take, all as long, and what is known of them."""

    names: tuple[str, ...]
    columns: tuple[list[Any], ...]
    dt_ms: float
    per: float
    state: TakeState
    late: int
    missing: int
    saturated: int

    @property
    def size(self) -> int:
        """How many samples there are."""
        return len(self.columns[0]) if self.columns else 0


NOTHING: Final = TakeSamples((), (), 20.0, 1.0, "missing", 0, 0, 0)


@dataclass(frozen=True, slots=True)
class RecordedTake:
    """A take with what is known of its samples."""

    record: TakeRecord
    samples: TakeSamples

    @property
    def seconds(self) -> float:
        """How long it is."""
        return (self.record.end_ms - self.record.start_ms) / 1000


def samples_of(blocks: Sequence[SampleBlock], start_ms: int, end_ms: int, newest_ms: int, now_ms: int) -> TakeSamples:
    """Return what `start_ms <= t < end_ms` holds; `newest_ms` is how far the stream has come."""
    is_awaited = newest_ms < end_ms and now_ms < end_ms + PATIENCE_MS
    if not blocks:
        return replace(NOTHING, state="waiting") if is_awaited else NOTHING
    first = blocks[-1]
    same = [one for one in blocks if (one.names, one.dt_ms, one.per) == (first.names, first.dt_ms, first.per)]
    columns: tuple[list[Any], ...] = tuple([] for _ in first.names)
    late, count = 0, 0
    for block in same:
        places = [place for place in range(block.size) if start_ms <= block.at_ms(place) < end_ms]
        if places:
            late += len(places) if block.arrived_ms > end_ms + LATE_MS else 0
            count += len(places)
            for column, values in zip(columns, block.columns, strict=True):
                column.extend(values[places[0] : places[-1] + 1])
    wanted = max(0, round((end_ms - start_ms) / first.dt_ms))
    missing = max(0, wanted - 1 - count)
    state: TakeState = "waiting" if missing and is_awaited else "missing" if missing else "late" if late else "complete"
    return TakeSamples(
        first.names, columns, first.dt_ms, first.per, state, late, missing, sum(_flat(one) for one in columns)
    )


def block_of_series(series: Mapping[str, Sequence[Sample]]) -> SampleBlock | None:
    """Return the samples of ordinary series, measured together, as a block; None where there are not two.

    Their pace is the median one, in two digits: a program that measures every 2 s is a few ms early or late.
    """
    rows: dict[int, dict[str, float]] = {}
    for name, samples in series.items():
        for one in samples:
            rows.setdefault(one.t_ms, {})[name] = one.value
    times = [t_ms for t_ms in sorted(rows) if len(rows[t_ms]) == len(series)]
    pace_ms = float(f"{median(b - a for a, b in pairwise(times)):.2g}") if len(times) > 1 else 0.0
    if not pace_ms:
        return None
    columns = tuple(array("d", [rows[t_ms][name] for t_ms in times]) for name in series)
    return SampleBlock(times[0], pace_ms, None, UNSCALED, tuple(series), columns, False, times[-1])


def _flat(column: list[Any] | array[Any]) -> int:
    """Return how many values of a column lie in flat tops."""
    if not column:
        return 0
    low, high = min(column), max(column)
    if high - low < LEAST_SWING:
        return 0
    found = run = 0
    last = None
    for value in [*column, None]:
        if value == last:
            run += 1
            continue
        if last in (low, high) and run >= FLAT:
            found += run
        last, run = value, 1
    return found
