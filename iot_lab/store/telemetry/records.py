"""What the store takes and gives: plain values, no table and no query. Times are ms since 1970."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from array import array

BoardState = Literal["online", "offline"]
BoardKind = Literal["board", "device"]
"""One of ours, or another device (docs/protocol.md, Other devices)."""
SeriesName = tuple[str, str]
"""(board, series)."""
SampleRow = tuple[int, int, int, float]
"""A row of `samples`: series, t in ms, n, value."""
RollupRow = tuple[int, int, int, int, float, float, float]
"""A row of `rollups`: series, width in ms, start in ms, count, low, high, total."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One stored value; `n` is the board's sequence number, None where it gave none."""

    board: str
    series: str
    value: float
    t_ms: int
    n: int | None


@dataclass(frozen=True, slots=True)
class BoardRecord:
    """One board: `info` is what it last said of itself, `seen_ms` when it last said anything."""

    name: str
    state: BoardState
    info: dict[str, Any]
    seen_ms: int | None
    kind: BoardKind = "board"


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """One series: its latest value (by time of measure) and its exact counts since it began."""

    name: str
    unit: str
    value: float | None
    t_ms: int | None
    stored: int
    late: int
    missing: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Four columns of the same length, one row for each bucket that holds samples, oldest first.

    `t_ms` is the time of the bucket's first sample where samples are read, and where its roll-up begins otherwise.
    """

    t_ms: list[int] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    mean: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line that a board's program printed, with the time it arrived."""

    t_ms: int
    text: str


class Reading(NamedTuple):
    """A value to store. `is_stamped`: the time is that of arrival, because the board gave none (or an absurd one)."""

    t_ms: int
    n: int | None
    value: float
    is_stamped: bool


class SampleBlock(NamedTuple):
    """Samples of one stream that came together: `columns` hold `value * per`, one for each of `names`.

    Sample `i` was measured at `t_ms + i * dt_ms` and has the number `n + i`. A stream of one value has the name `""`.
    `arrived_ms` is when the laptop had it; `is_stamped` as for a Reading.
    """

    t_ms: int
    dt_ms: float
    n: int | None
    per: float
    names: tuple[str, ...]
    columns: tuple[array[Any], ...]
    is_stamped: bool
    arrived_ms: int

    @property
    def size(self) -> int:
        """How many samples it holds."""
        return len(self.columns[0])

    @property
    def end_ms(self) -> int:
        """When its last sample was measured."""
        return self.at_ms(self.size - 1)

    def at_ms(self, place: int) -> int:
        """When one of its samples was measured."""
        return self.t_ms + round(place * self.dt_ms)

    def readings(self, column: int) -> list[Reading]:
        """Return one of its columns sample by sample."""
        n, per, stamped = self.n, self.per, self.is_stamped
        return [
            Reading(self.at_ms(place), None if n is None else n + place, value / per, stamped)
            for place, value in enumerate(self.columns[column])
        ]


@dataclass(slots=True)
class Batch:
    """What one transaction writes. `seen_ms`: when a board last spoke; `kinds`: of boards not known before.

    `deliveries`: packet id -> digest of messages whose samples have no identity of their own; they are remembered
    with `now_ms`, and those noted before `deliveries_kept_from_ms` are forgotten.
    """

    now_ms: int = 0

    readings: dict[SeriesName, list[Reading]] = field(default_factory=dict)
    blocks: dict[SeriesName, list[SampleBlock]] = field(default_factory=dict)
    """By board and stream: `motion`, whose series are `motion.ax`..."""
    seen_ms: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, BoardKind] = field(default_factory=dict)
    states: dict[str, BoardState] = field(default_factory=dict)
    infos: dict[str, dict[str, Any]] = field(default_factory=dict)
    log: list[tuple[str, LogLine]] = field(default_factory=list)
    deliveries: dict[int, int] = field(default_factory=dict)
    deliveries_kept_from_ms: int | None = None


@dataclass(frozen=True, slots=True)
class SampleCounts:
    """Counts of samples: of one series, of one batch or of the whole room."""

    stored: int = 0
    late: int = 0
    missing: int = 0
    duplicates: int = 0

    def plus(self, other: SampleCounts) -> SampleCounts:
        """Return the sums."""
        return SampleCounts(
            self.stored + other.stored,
            self.late + other.late,
            self.missing + other.missing,
            self.duplicates + other.duplicates,
        )

    def minus(self, other: SampleCounts) -> SampleCounts:
        """Return the differences."""
        return SampleCounts(
            self.stored - other.stored,
            self.late - other.late,
            self.missing - other.missing,
            self.duplicates - other.duplicates,
        )


@dataclass(frozen=True, slots=True)
class Written:
    """What a transaction really added: new readings by series, and by how much the counts changed."""

    readings: dict[SeriesName, list[Reading]]
    """Of blocks, only what charts show of them."""
    change: SampleCounts
    blocks: dict[SeriesName, list[SampleBlock]] = field(default_factory=dict)
