"""Forgetting: samples, roll-ups and lines before a moment are deleted; the counts of what was received stay.

A roll-up that begins before the moment and ends after it is made again from the samples that stay. On PostgreSQL a
month of samples that is over before the moment is dropped as a table, unless another room has samples in it: those
keep their own time, and the rows are deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, text

from iot_lab.store.telemetry.months import partitions
from iot_lab.store.telemetry.rollups import FINE_MS, FINEST_MS, WIDTHS_MS, fold
from iot_lab.store.telemetry.tables import boards, log_lines, rollups, sample_blocks, samples, series

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from iot_lab.store.telemetry.inserts import Inserts
    from iot_lab.store.telemetry.months import Month


def series_ids(connection: Connection, room: str) -> list[int]:
    """Return the ids of all series of a room."""
    query = select(series.c.id).join(boards, boards.c.id == series.c.board_id).where(boards.c.room == room)
    return list(connection.scalars(query))


def forget_months(connection: Connection, room: str, t_ms: int) -> int:
    """Drop the months that end before `t_ms` and hold samples of this room alone; return how many samples."""
    if connection.dialect.name != "postgresql":
        return 0
    forgotten = 0
    for month in partitions(connection):
        if month.end_ms <= t_ms and not _has_other_rooms(connection, month, room):
            forgotten += connection.scalar(text(f"SELECT count(*) FROM {month.partition}")) or 0  # noqa: S608
            connection.execute(text(f"DROP TABLE {month.partition}"))
    return forgotten


def _has_other_rooms(connection: Connection, month: Month, room: str) -> bool:
    """Say so by one look into the index for each series of other rooms."""
    of_others = "SELECT series.id FROM series JOIN boards ON boards.id = series.board_id WHERE boards.room <> :room"
    held = f"EXISTS (SELECT FROM {month.partition} WHERE series_id = other.id)"
    asked = text(f"SELECT EXISTS (SELECT FROM ({of_others}) AS other WHERE {held})")  # noqa: S608
    return bool(connection.scalar(asked, {"room": room}))


def forget_samples(connection: Connection, inserts: Inserts, series_id: int, t_ms: int) -> int:
    """Forget what one series measured before `t_ms`; return how many samples."""
    is_old = (samples.c.series_id == series_id, samples.c.t_ms < t_ms)
    count = connection.execute(delete(samples).where(*is_old)).rowcount
    connection.execute(delete(rollups).where(rollups.c.series_id == series_id, rollups.c.start_ms < t_ms))
    _make_again(connection, inserts, series_id, t_ms)
    return count


def _make_again(connection: Connection, inserts: Inserts, series_id: int, t_ms: int) -> None:
    """Make the roll-ups again that held `t_ms` inside; which fine widths a series has is read from its row."""
    row = connection.execute(
        select(series.c.fine_from_ms, series.c.finest_from_ms).where(series.c.id == series_id)
    ).one()
    from_ms = {FINE_MS: row.fine_from_ms, FINEST_MS: row.finest_from_ms} | dict.fromkeys(WIDTHS_MS, 0)
    for width_ms, first_ms in from_ms.items():
        start_ms = t_ms - t_ms % width_ms
        if first_ms is None or start_ms == t_ms or start_ms < first_ms:
            continue
        is_inside = (samples.c.t_ms >= t_ms, samples.c.t_ms < start_ms + width_ms)
        query = select(samples.c.t_ms, samples.c.value).where(samples.c.series_id == series_id, *is_inside)
        points = ((point.t_ms, point.value) for point in connection.execute(query.execution_options(yield_per=10_000)))
        made = fold(points, width_ms)
        inserts.add_rollups(connection, [(series_id, width_ms, start, *bucket) for start, bucket in made.items()])


def forget_blocks(connection: Connection, room: str, t_ms: int) -> None:
    """Forget what streams of a room measured before `t_ms`, whole blocks at a time."""
    of_room = select(boards.c.id).where(boards.c.room == room)
    is_old = (sample_blocks.c.board_id.in_(of_room), sample_blocks.c.t_ms < t_ms)
    connection.execute(delete(sample_blocks).where(*is_old))


def forget_lines(connection: Connection, room: str, t_ms: int) -> None:
    """Forget the log lines of a room from before `t_ms`."""
    of_room = select(boards.c.id).where(boards.c.room == room)
    connection.execute(delete(log_lines).where(log_lines.c.board_id.in_(of_room), log_lines.c.t_ms < t_ms))
