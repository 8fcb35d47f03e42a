"""Forgetting: samples, roll-ups and lines before a moment are deleted; the counts of what was received stay.

A roll-up that begins before the moment and ends after it is made again from the samples that stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from iot_lab.store.telemetry.rollups import FINE_MS, FINEST_MS, WIDTHS_MS, fold
from iot_lab.store.telemetry.tables import boards, log_lines, rollups, sample_blocks, samples, series

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from iot_lab.store.telemetry.inserts import Inserts


def series_ids(connection: Connection, room: str) -> list[int]:
    """Return the ids of all series of a room."""
    query = select(series.c.id).join(boards, boards.c.id == series.c.board_id).where(boards.c.room == room)
    return list(connection.scalars(query))


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
