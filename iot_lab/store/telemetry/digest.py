"""What a site and a centre compare: how many samples each series has in each bucket of time, from the roll-ups.

The theory. A queue that was full has lost messages, and nobody knows which; counts tell. They are compared in buckets
of COARSE_MS (a day and some), then, where these differ, in those of FINE_MS (a quarter of an hour): a year of thirty
series costs ten thousand numbers, and a day that differs a hundred more. A bucket that differs is sent whole.

Streams (blocks.py) are compared by their blocks (site_blocks.py): their roll-ups count what lies in these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from iot_lab.store.telemetry.tables import boards, rollups, sample_blocks, series

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from iot_lab.store.telemetry.records import SeriesName

COARSE_MS: Final = 100_000_000
FINE_MS: Final = 1_000_000
Counts = dict["SeriesName", dict[int, int]]
"""Series -> start of the bucket in ms -> samples in it."""


def counts_of(
    connection: Connection, room: str, width_ms: int, within: Mapping[SeriesName, set[int]] | None = None
) -> Counts:
    """Return the counts of a room, of some series' COARSE_MS buckets alone where `within` says so."""
    ids = {row.id: (row.board, row.name) for row in _series(connection, room)}
    found: Counts = {name: {} for name in ids.values() if within is None or name in within}
    for series_id, name in ids.items():
        if name in found:
            spans = [None] if within is None else sorted(within[name])
            for start in spans:
                between = (-(2**62), 2**62) if start is None else (start, start + COARSE_MS)
                found[name].update(_between(connection, series_id, width_ms, between))
    return found


def counts_asked(connection: Connection, room: str, width_ms: int, asked: Mapping[SeriesName, Sequence[int]]) -> Counts:
    """Return the counts of some buckets of some series."""
    ids = {(row.board, row.name): row.id for row in _series(connection, room)}
    found: Counts = {}
    for name, starts in asked.items():
        if name in ids and starts:
            wanted, between = set(starts), (min(starts), max(starts) + 1)
            rows = _between(connection, ids[name], width_ms, between)
            found[name] = {start: count for start, count in rows if start in wanted}
    return found


def held_by(connection: Connection, room: str) -> int:
    """Return how many samples are kept of a room; a block of a stream counts as one."""
    of_room = boards.c.room == room
    blocks = select(func.count()).select_from(sample_blocks).join(boards, boards.c.id == sample_blocks.c.board_id)
    found = sum(sum(of_series.values()) for of_series in counts_of(connection, room, COARSE_MS).values())
    return found + (connection.scalar(blocks.where(of_room)) or 0)


def missing_there(here: Counts, there: Counts) -> Iterator[tuple[int, SeriesName, int]]:
    """Give (start, series, how many) of the buckets of which the other has fewer samples than we."""
    for name, buckets in here.items():
        known = there.get(name, {})
        for start, count in buckets.items():
            if count > known.get(start, 0):
                yield start, name, count - known.get(start, 0)


def _series(connection: Connection, room: str) -> Sequence[Any]:
    query = (
        select(series.c.id, boards.c.name.label("board"), series.c.name, series.c.board_id)
        .join(boards, boards.c.id == series.c.board_id)
        .where(boards.c.room == room)
    )
    streams = {
        (row.board_id, row.stream)
        for row in connection.execute(select(sample_blocks.c.board_id, sample_blocks.c.stream).distinct())
    }
    rows = connection.execute(query).all()
    return [row for row in rows if not {(row.board_id, row.name), (row.board_id, row.name.partition(".")[0])} & streams]


def _between(connection: Connection, series_id: int, width_ms: int, between: tuple[int, int]) -> list[tuple[int, int]]:
    is_one = (rollups.c.series_id == series_id, rollups.c.width_ms == width_ms)
    is_inside = (rollups.c.start_ms >= between[0], rollups.c.start_ms < between[1])
    query = select(rollups.c.start_ms, rollups.c["count"]).where(*is_one, *is_inside)
    return [(start, count) for start, count in connection.execute(query)]
