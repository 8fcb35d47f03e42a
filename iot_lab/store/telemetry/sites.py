"""Samples from one store to another as they are: what a site sends, and what a centre makes of it.

The theory. A row is its key (series, time, number) and its value, so sending it twice changes nothing. The site's
counts (late, missing, duplicates) go with it, since a centre that receives in order of time could not count them. Here
roll-ups are made again from the rows of what was touched, never added to: whatever was sent twice, by whichever worker,
they are those of the samples. Whoever receives takes the room's turn (write_order.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, insert, literal, literal_column, select, update

from iot_lab.store.telemetry import catalogue
from iot_lab.store.telemetry.inserts import inserts_of
from iot_lab.store.telemetry.rollups import FINE_MS, FINEST_MS, WIDTHS_MS
from iot_lab.store.telemetry.tables import boards, rollups, samples, series
from iot_lab.store.telemetry.write_order import take_turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from iot_lab.store.database import Database
    from iot_lab.store.telemetry.records import SeriesName

Row = tuple[int, int, float]
"""(time in ms, number as stored, value)."""
STATE_FIELDS: Final = catalogue.STATE_FIELDS
BOARD_FIELDS: Final = ("kind", "state", "info", "seen_ms")


@dataclass(frozen=True, slots=True)
class SitePart:
    """Rows of one series, oldest first, with the site's own account of board and series."""

    board: str
    series: str
    about_board: dict[str, Any]
    about_series: dict[str, Any]
    rows: Sequence[Row]


def read_part(
    connection: Connection, room: str, name: SeriesName, span: tuple[int, int], after: Row, most: int
) -> SitePart:
    """Return up to `most` rows of a series with `span[0] <= t < span[1]` that come after a row."""
    query = (
        select(series, *(boards.c[field].label(f"board_{field}") for field in BOARD_FIELDS))
        .join(boards, boards.c.id == series.c.board_id)
        .where(boards.c.room == room, boards.c.name == name[0], series.c.name == name[1])
    )
    found = connection.execute(query).one()
    key = (samples.c.t_ms > after[0]) | ((samples.c.t_ms == after[0]) & (samples.c.n > after[1]))
    is_inside = (samples.c.series_id == found.id, samples.c.t_ms >= max(span[0], after[0]), samples.c.t_ms < span[1])
    rows = connection.execute(
        select(samples.c.t_ms, samples.c.n, samples.c.value)
        .where(*is_inside, key)
        .order_by(samples.c.t_ms, samples.c.n)
        .limit(most)
    )
    return SitePart(
        *name,
        {field: getattr(found, f"board_{field}") for field in BOARD_FIELDS},
        {field: getattr(found, field) for field in STATE_FIELDS},
        [(row.t_ms, row.n, row.value) for row in rows],
    )


def receive(database: Database, room: str, parts: Sequence[SitePart]) -> None:
    """Store what a site sent, all or nothing; raises StoreError."""
    inserts = inserts_of(database.engine)
    with database.writing() as connection:
        take_turn(connection, room)
        for part in parts:
            series_id = series_row(connection, room, part)
            inserts.add_samples(connection, [(series_id, *row) for row in part.rows])
            if part.rows:
                first, last = part.rows[0][0], part.rows[-1][0]
                _make_again(connection, series_id, part.about_series, first, last)


def series_row(connection: Connection, room: str, part: SitePart) -> int:
    """Return the row of a series, made where it is new, with the site's counts in it."""
    is_board = (boards.c.room == room, boards.c.name == part.board)
    board_id = connection.scalar(select(boards.c.id).where(*is_board))
    if board_id is None:
        board_id = catalogue.add_board(connection, room, part.board).id
    connection.execute(update(boards).where(boards.c.id == board_id).values(part.about_board))
    is_series = (series.c.board_id == board_id, series.c.name == part.series)
    series_id = connection.scalar(select(series.c.id).where(*is_series))
    if series_id is None:
        series_id = catalogue.add_series(connection, board_id, part.series).id
    connection.execute(update(series).where(series.c.id == series_id).values(part.about_series))
    return int(series_id)


def _make_again(connection: Connection, series_id: int, state: dict[str, Any], first_ms: int, last_ms: int) -> None:
    """Make every roll-up of a span of one series from its samples."""
    for width_ms, from_ms in ((FINEST_MS, state["finest_from_ms"]), (FINE_MS, state["fine_from_ms"])):
        if from_ms is not None and from_ms <= last_ms:
            _from_samples(connection, series_id, width_ms, max(first_ms, from_ms), last_ms)
    _from_samples(connection, series_id, WIDTHS_MS[0], first_ms, last_ms)
    for finer, width_ms in pairwise(WIDTHS_MS):
        _from_finer(connection, series_id, finer, width_ms, (first_ms, last_ms))


def _from_samples(connection: Connection, series_id: int, width_ms: int, first_ms: int, last_ms: int) -> None:
    start, end = _cleared(connection, series_id, width_ms, first_ms, last_ms)
    bucket = samples.c.t_ms - samples.c.t_ms % _written(width_ms)
    of_values = [of(samples.c.value) for of in (func.min, func.max, func.sum)]
    made = (
        select(literal(series_id), literal(width_ms), bucket, func.count(), *of_values)
        .where(samples.c.series_id == series_id, samples.c.t_ms >= start, samples.c.t_ms < end)
        .group_by(bucket)
    )
    connection.execute(insert(rollups).from_select(list(rollups.columns), made))


def _from_finer(connection: Connection, series_id: int, finer_ms: int, width_ms: int, span: tuple[int, int]) -> None:
    start, end = _cleared(connection, series_id, width_ms, *span)
    bucket = rollups.c.start_ms - rollups.c.start_ms % _written(width_ms)
    low, high = func.min(rollups.c.low), func.max(rollups.c.high)
    count, total = func.sum(rollups.c["count"]), func.sum(rollups.c.total)
    is_inside = (rollups.c.start_ms >= start, rollups.c.start_ms < end)
    made = (
        select(literal(series_id), literal(width_ms), bucket, count, low, high, total)
        .where(rollups.c.series_id == series_id, rollups.c.width_ms == finer_ms, *is_inside)
        .group_by(bucket)
    )
    connection.execute(insert(rollups).from_select(list(rollups.columns), made))


def _written(width_ms: int) -> Any:
    """Return a width as the statement's own text: PostgreSQL takes two parameters of one value for two things."""
    return literal_column(str(int(width_ms)))


def _cleared(connection: Connection, series_id: int, width_ms: int, first_ms: int, last_ms: int) -> tuple[int, int]:
    """Delete the roll-ups of the buckets from `first_ms` to `last_ms`; return where these begin and end."""
    start, end = first_ms - first_ms % width_ms, last_ms - last_ms % width_ms + width_ms
    is_one = (rollups.c.series_id == series_id, rollups.c.width_ms == width_ms)
    connection.execute(delete(rollups).where(*is_one, rollups.c.start_ms >= start, rollups.c.start_ms < end))
    return start, end
