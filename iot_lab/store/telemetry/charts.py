"""Charts: any window of any series in a few milliseconds, from the coarsest roll-ups that still fill the buckets.

A window with few samples is read as it is. The part of a series from before it became fast (rollups.watch_rate) has no
fine roll-ups; there the samples themselves are read, which are few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from iot_lab.store.telemetry.records import Chart
from iot_lab.store.telemetry.rollups import FINE_MS, FINEST_MS, WIDTHS_MS
from iot_lab.store.telemetry.tables import boards, rollups, samples, series

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Window:
    """The times `start_ms <= t < end_ms`, in buckets of `bucket_ms`."""

    start_ms: int
    end_ms: int
    bucket_ms: int

    @classmethod
    def of(cls, start_ms: int, end_ms: int, buckets: int) -> Window:
        """Return a window in at most `buckets` whole buckets."""
        return cls(start_ms, end_ms, max(1, -(-(end_ms - start_ms) // max(1, buckets))))


def read_chart(connection: Connection, room: str, board: str, name: str, window: Window, buckets: int) -> Chart:
    """Return the chart of a series; an empty one where the series is unknown or has no sample in the window."""
    found = _series_row(connection, room, board, name)
    if found is None or window.end_ms <= window.start_ms:
        return Chart()
    points = _few_samples(connection, found.id, window, buckets)
    if points is not None:
        return _columns([(t_ms, value, value, value) for t_ms, value in points])
    width_ms, from_ms = _widest(window.bucket_ms, found.fine_from_ms, found.finest_from_ms)
    rows: list[Any] = []
    if width_ms is None or from_ms > window.start_ms:
        end_ms = window.end_ms if width_ms is None else min(from_ms, window.end_ms)
        rows += _from_samples(connection, found.id, window, end_ms)
    if width_ms is not None and from_ms < window.end_ms:
        rows += _from_rollups(connection, found.id, window, width_ms, max(from_ms, window.start_ms))
    return _columns(rows)


def _series_row(connection: Connection, room: str, board: str, name: str) -> Any:
    query = (
        select(series.c.id, series.c.fine_from_ms, series.c.finest_from_ms)
        .join(boards, boards.c.id == series.c.board_id)
        .where(boards.c.room == room, boards.c.name == board, series.c.name == name)
    )
    return connection.execute(query).first()


def _few_samples(connection: Connection, series_id: int, window: Window, most: int) -> list[Any] | None:
    """Return the (time, value) of a window's samples, or None where there are more than `most`."""
    is_inside = (samples.c.series_id == series_id, samples.c.t_ms >= window.start_ms, samples.c.t_ms < window.end_ms)
    order = (samples.c.t_ms, samples.c.n)
    query = select(samples.c.t_ms, samples.c.value).where(*is_inside).order_by(*order).limit(most + 1)
    found = list(connection.execute(query))
    return found if len(found) <= most else None


def _widest(bucket_ms: int, fine_from_ms: int | None, finest_from_ms: int | None) -> tuple[int | None, int]:
    """Return the greatest width that fits in a bucket and from when it is kept; None where only samples do."""
    kept = [(width, 0) for width in reversed(WIDTHS_MS)]
    kept += [(FINE_MS, fine_from_ms)] if fine_from_ms is not None else []
    kept += [(FINEST_MS, finest_from_ms)] if finest_from_ms is not None else []
    return next(((width, from_ms) for width, from_ms in kept if width <= bucket_ms), (None, 0))


def _from_samples(connection: Connection, series_id: int, window: Window, end_ms: int) -> list[Any]:
    bucket = (samples.c.t_ms - window.start_ms) // window.bucket_ms
    value = samples.c.value
    query = (
        select(func.min(samples.c.t_ms), func.min(value), func.max(value), func.avg(value))
        .where(samples.c.series_id == series_id, samples.c.t_ms >= window.start_ms, samples.c.t_ms < end_ms)
        .group_by(bucket)
        .order_by(func.min(samples.c.t_ms))
    )
    return list(connection.execute(query))


def _from_rollups(connection: Connection, series_id: int, window: Window, width_ms: int, from_ms: int) -> list[Any]:
    """Return roll-ups merged into buckets; those that only begin before the window count as part of it."""
    first_ms = from_ms - from_ms % width_ms
    bucket = (rollups.c.start_ms - first_ms) // window.bucket_ms
    is_inside = (rollups.c.start_ms >= first_ms, rollups.c.start_ms < window.end_ms)
    query = (
        select(
            func.min(rollups.c.start_ms),
            func.min(rollups.c.low),
            func.max(rollups.c.high),
            func.sum(rollups.c.total) / func.sum(rollups.c["count"]),
        )
        .where(rollups.c.series_id == series_id, rollups.c.width_ms == width_ms, *is_inside)
        .group_by(bucket)
        .order_by(func.min(rollups.c.start_ms))
    )
    return list(connection.execute(query))


def _columns(rows: list[Any]) -> Chart:
    return Chart(*(list(column) for column in zip(*rows, strict=True))) if rows else Chart()
