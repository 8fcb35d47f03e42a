"""Samples in bulk, for export: block after block in the order of board, series and time, so memory stays flat.

Each block is one short transaction that continues where the last one ended (by time and number, the primary key), so a
long export never holds the writer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, bindparam, or_, select

from iot_lab.store.telemetry.tables import samples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iot_lab.store.database import Database

BLOCK: Final = 20_000
_EVERY: Final = (samples.c.t_ms, samples.c.n, samples.c.value)
_AFTER: Final = or_(
    samples.c.t_ms > bindparam("t_ms"), and_(samples.c.t_ms == bindparam("t_ms"), samples.c.n > bindparam("n"))
)
_BLOCK: Final = (
    select(*_EVERY)
    .where(
        samples.c.series_id == bindparam("series_id"),
        samples.c.t_ms >= bindparam("from_ms"),
        samples.c.t_ms < bindparam("end_ms"),
        _AFTER,
    )
    .order_by(samples.c.t_ms, samples.c.n)
    .limit(BLOCK)
)


@dataclass(frozen=True, slots=True)
class MeasuredSeries:
    """A series to read: its row, its names and unit."""

    id: int
    board: str
    series: str
    unit: str


@dataclass(frozen=True, slots=True)
class MeasurementBlock:
    """Rows of one series, oldest first; `n` is None where the board gave no number."""

    series: MeasuredSeries
    t_ms: list[int]
    n: list[int | None]
    values: list[float]


def read_blocks(
    database: Database, every: list[MeasuredSeries], start_ms: int, end_ms: int
) -> Iterator[MeasurementBlock]:
    """Give the samples with `start_ms <= t < end_ms` of some series; raises StoreError."""
    for one in every:
        last: tuple[int, int] = (start_ms - 1, 2**62)
        while rows := _rows(database, one, last, end_ms):
            t_ms, numbers, values = (list(column) for column in zip(*rows, strict=True))
            yield MeasurementBlock(one, t_ms, [n if n >= 0 else None for n in numbers], values)
            if len(rows) < BLOCK:
                break
            last = t_ms[-1], numbers[-1]


def _rows(database: Database, one: MeasuredSeries, last: tuple[int, int], end_ms: int) -> Sequence[Any]:
    asked = {"series_id": one.id, "from_ms": last[0], "end_ms": end_ms, "t_ms": last[0], "n": last[1]}
    with database.reading() as connection:
        return connection.execute(_BLOCK, asked).all()
