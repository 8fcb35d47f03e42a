"""Blocks of streams (blocks.py) from one store to another as they are: what a site sends, what a centre makes of it.

The theory. A block is its key (board, stream, time, number) and its bytes, there whole or not at all, so counts of
blocks by time tell what the other lacks. Whoever receives takes the room's turn: a block that is new there is added to
roll-ups and charts in the same transaction, once, whatever was sent twice and by whichever worker. The counts of its
series are the site's own, as for other samples (sites.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, literal_column, select

from iot_lab.store.telemetry import catalogue
from iot_lab.store.telemetry.block_writing import series_of
from iot_lab.store.telemetry.blocks import from_bytes, shown
from iot_lab.store.telemetry.counting import NO_NUMBER
from iot_lab.store.telemetry.digest import FINE_MS
from iot_lab.store.telemetry.inserts import inserts_of
from iot_lab.store.telemetry.rollups import every_width
from iot_lab.store.telemetry.sites import BOARD_FIELDS, STATE_FIELDS, SitePart, series_row
from iot_lab.store.telemetry.tables import boards, sample_blocks, series
from iot_lab.store.telemetry.write_order import take_turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from iot_lab.store.database import Database
    from iot_lab.store.telemetry.digest import Counts
    from iot_lab.store.telemetry.records import Reading, RollupRow, SampleBlock, SampleRow, SeriesName

BlockRow = tuple[int, int, int, bytes]
"""(time in ms, number as stored, when it came in ms, bytes)."""


@dataclass(frozen=True, slots=True)
class SiteBlocks:
    """Blocks of one stream, oldest first, with the site's own account of the board and of the stream's series."""

    board: str
    stream: str
    about_board: dict[str, Any]
    about_series: dict[str, dict[str, Any]]
    rows: Sequence[BlockRow]


def block_counts(connection: Connection, room: str) -> Counts:
    """Return how many blocks each (board, stream) has in each FINE_MS."""
    start = sample_blocks.c.t_ms - sample_blocks.c.t_ms % literal_column(str(FINE_MS))
    query = (
        select(boards.c.name, sample_blocks.c.stream, start, func.count())
        .join(boards, boards.c.id == sample_blocks.c.board_id)
        .where(boards.c.room == room)
        .group_by(boards.c.name, sample_blocks.c.stream, start)
    )
    found: Counts = {}
    for board, stream, start_ms, count in connection.execute(query):
        found.setdefault((board, stream), {})[int(start_ms)] = int(count)
    return found


def read_blocks(
    connection: Connection, room: str, name: SeriesName, span: tuple[int, int], after: tuple[int, int], most: int
) -> SiteBlocks:
    """Return up to `most` blocks of a stream with `span[0] <= t < span[1]` that come after a (time, number)."""
    board, stream = name
    found = connection.execute(select(boards).where(boards.c.room == room, boards.c.name == board)).one()
    table = sample_blocks
    key = (table.c.t_ms > after[0]) | ((table.c.t_ms == after[0]) & (table.c.n > after[1]))
    is_inside = (table.c.t_ms >= max(span[0], after[0]), table.c.t_ms < span[1])
    rows = connection.execute(
        select(table.c.t_ms, table.c.n, table.c.arrived_ms, table.c.data)
        .where(table.c.board_id == found.id, table.c.stream == stream, *is_inside, key)
        .order_by(table.c.t_ms, table.c.n)
        .limit(most)
    )
    is_its = (series.c.name == stream) | series.c.name.startswith(f"{stream}.", autoescape=True)
    of_stream = connection.execute(select(series).where(series.c.board_id == found.id, is_its))
    return SiteBlocks(
        board,
        stream,
        {field: getattr(found, field) for field in BOARD_FIELDS},
        {row.name: {field: getattr(row, field) for field in STATE_FIELDS} for row in of_stream},
        [(row.t_ms, row.n, row.arrived_ms, bytes(row.data)) for row in rows],
    )


def receive_blocks(database: Database, room: str, parts: Sequence[SiteBlocks]) -> None:
    """Store what a site sent, all or nothing; raises StoreError, and ValueError where a block is none."""
    with database.writing() as connection:
        take_turn(connection, room)
        for part in parts:
            for name, about in part.about_series.items():
                series_row(connection, room, SitePart(part.board, name, part.about_board, about, ()))
        states = catalogue.read_series(connection, room)
        for part in parts:
            _add(connection, database, part, catalogue.read_boards(connection, room)[part.board].id, states)


def _add(
    connection: Connection, database: Database, part: SiteBlocks, board_id: int, states: dict[SeriesName, Any]
) -> None:
    """Insert the blocks of a stream that are new, and what charts and roll-ups make of them."""
    known = _known(connection, board_id, part)
    new: list[BlockRow] = []
    readings: dict[str, list[Reading]] = {}
    sample_rows: list[SampleRow] = []
    for row in part.rows:
        if row[:2] not in known:
            known.add(row[:2])
            new.append(row)
            block = from_bytes(*row)
            for column, name in enumerate(_series_names(part.stream, block)):
                of_column = block.readings(column)
                readings.setdefault(name, []).extend(of_column)
                sample_rows.append(_shown_row(states[part.board, name].id, block, of_column))
    _insert(connection, board_id, part.stream, new)
    rollup_rows: list[RollupRow] = []
    for name, added in readings.items():
        state = states[part.board, name]
        for width, buckets in every_width(state, added).items():
            rollup_rows += [(state.id, width, start, *bucket) for start, bucket in buckets.items()]
    inserts = inserts_of(database.engine)
    inserts.add_samples(connection, sample_rows)
    inserts.add_rollups(connection, rollup_rows)


def _known(connection: Connection, board_id: int, part: SiteBlocks) -> set[tuple[int, int]]:
    if not part.rows:
        return set()
    table = sample_blocks
    is_inside = (table.c.t_ms >= part.rows[0][0], table.c.t_ms <= part.rows[-1][0])
    query = select(table.c.t_ms, table.c.n).where(table.c.board_id == board_id, table.c.stream == part.stream)
    return {(row.t_ms, row.n) for row in connection.execute(query.where(*is_inside))}


def _insert(connection: Connection, board_id: int, stream: str, rows: list[BlockRow]) -> None:
    values = [
        {"board_id": board_id, "stream": stream, "t_ms": t_ms, "n": n, "arrived_ms": arrived_ms, "data": data}
        for t_ms, n, arrived_ms, data in rows
    ]
    if values:
        connection.execute(insert(sample_blocks), values)


def _series_names(stream: str, block: SampleBlock) -> list[str]:
    return [series_of(stream, name) for name in block.names]


def _shown_row(series_id: int, block: SampleBlock, readings: list[Reading]) -> SampleRow:
    one = shown(block, readings)
    return series_id, one.t_ms, NO_NUMBER if one.n is None else one.n, one.value
