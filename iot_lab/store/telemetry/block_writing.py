"""Blocks into one transaction: which are new, what they add to counts, roll-ups and charts.

A block is known by its board, stream, first time and first number, and is either there whole or not at all: a board
sends again what it packed once. So one look at the table tells which samples are new, and those are counted one by one
as any others (counting.py).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, insert, select

from iot_lab.store.telemetry.blocks import from_bytes, last_ms, shown, to_bytes
from iot_lab.store.telemetry.counting import NO_NUMBER
from iot_lab.store.telemetry.tables import sample_blocks, samples, series

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from iot_lab.store.telemetry.counting import SeriesState
    from iot_lab.store.telemetry.records import Reading, SampleBlock, SampleRow


_TIMES_A_QUERY: Final = 500


def series_of(stream: str, name: str) -> str:
    """Return the series of one value of a stream."""
    return f"{stream}.{name}" if name else stream


def known_blocks(connection: Connection, board_id: int, stream: str, blocks: list[SampleBlock]) -> set[tuple[int, int]]:
    """Return the (time, key) of those that are in the table already."""
    times = sorted({block.t_ms for block in blocks})
    found: set[tuple[int, int]] = set()
    for first in range(0, len(times), _TIMES_A_QUERY):
        is_one = sample_blocks.c.t_ms.in_(times[first : first + _TIMES_A_QUERY])
        query = select(sample_blocks.c.t_ms, sample_blocks.c.n).where(
            sample_blocks.c.board_id == board_id, sample_blocks.c.stream == stream, is_one
        )
        found.update((row.t_ms, row.n) for row in connection.execute(query))
    return found


def add_blocks(connection: Connection, board_id: int, stream: str, blocks: list[tuple[int, SampleBlock]]) -> None:
    """Insert (key, block) rows that are not there."""
    rows = [
        {"board_id": board_id, "stream": stream, "t_ms": block.t_ms, "n": key, "arrived_ms": block.arrived_ms}
        | {"data": to_bytes(block)}
        for key, block in blocks
    ]
    if rows:
        connection.execute(insert(sample_blocks), rows)


def count_block(state: SeriesState, block: SampleBlock, column: int) -> tuple[list[Reading], Reading, list[SampleRow]]:
    """Count one column of a new block; return its readings, the one that charts show, and that one's row."""
    readings = block.readings(column)
    kept = shown(block, readings)
    rows: list[SampleRow] = []
    for reading in readings:
        key = state.key_of(reading)
        state.add(reading, key)
        if reading is kept:
            rows.append((state.id, reading.t_ms, key, reading.value))
    return readings, kept, rows


def count_again(states: list[SeriesState], block: SampleBlock) -> None:
    """Count a block that came again."""
    for state in states:
        state.duplicates += block.size


def key_of(block: SampleBlock, state: SeriesState) -> int:
    """Return what makes a block unique among those of its time."""
    return state.key_of(block.readings(0)[0]) if block.n is None else block.n


def move_blocks(connection: Connection, gone: int, add: Callable[[str, list[SampleBlock]], Any]) -> None:
    """Give the blocks of a board that is to go to another one; what charts show of them goes with them."""
    query = select(sample_blocks).where(sample_blocks.c.board_id == gone).order_by(sample_blocks.c.t_ms)
    for row in connection.execute(query).all():
        block = _whole(row)
        if block is None:
            continue
        _forget_shown(connection, gone, row.stream, block)
        add(row.stream, [block])
    connection.execute(delete(sample_blocks).where(sample_blocks.c.board_id == gone))


def read_blocks_of(
    connection: Connection, board_id: int, stream: str, start_ms: int, end_ms: int, longest_ms: int = 0
) -> Iterator[SampleBlock]:
    """Give the whole blocks with samples in `start_ms <= t < end_ms`, in order of time; damaged ones are left out.

    One that holds some may have begun `longest_ms` before: of an hour before each take, all but the last is passed over
    by its header.
    """
    table = sample_blocks
    is_inside = (
        table.c.board_id == board_id,
        table.c.stream == stream,
        table.c.t_ms >= start_ms - longest_ms,
        table.c.t_ms < end_ms,
    )
    for row in connection.execute(select(table).where(*is_inside).order_by(table.c.t_ms, table.c.n)):
        block = _whole(row, start_ms)
        if block is not None:
            yield block


def _whole(row: Any, start_ms: float = -math.inf) -> SampleBlock | None:
    """Return a row's block; None where it is damaged or ended before `start_ms`."""
    data = bytes(row.data)
    try:
        return from_bytes(row.t_ms, row.n, row.arrived_ms, data) if last_ms(row.t_ms, data) >= start_ms else None
    except ValueError:
        return None


def _forget_shown(connection: Connection, board_id: int, stream: str, block: SampleBlock) -> None:
    for column, name in enumerate(block.names):
        one = shown(block, block.readings(column))
        is_its = select(series.c.id).where(series.c.board_id == board_id, series.c.name == series_of(stream, name))
        key = NO_NUMBER if one.n is None else one.n
        connection.execute(
            delete(samples).where(
                samples.c.series_id == is_its.scalar_subquery(), samples.c.t_ms == one.t_ms, samples.c.n == key
            )
        )
