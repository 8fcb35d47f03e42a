"""A board gets another name: what it measured and said goes with it.

The theory. A name stands in one row, so a new name is one change, unless there is a row of that name already: the board
came back with its new name before it was carried here, or another board once had the name. Then both become one. The
smaller is read again into the larger as if it had just come: a sample that came under both names is stored once, and
gaps, lives and roll-ups are made as ever. All of it is one transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, select, tuple_, update

from iot_lab.store.telemetry.counting import NO_NUMBER
from iot_lab.store.telemetry.records import Reading
from iot_lab.store.telemetry.tables import boards, log_lines, rollups, samples, series

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

_AT_ONCE: Final = 5_000


def join_boards(
    connection: Connection,
    gone: int,
    kept: int,
    add: Callable[[str, list[Reading]], object],
    most_lines: int,
) -> None:
    """Make one of two boards, by their row ids; `add(series, readings)` writes into the one that is kept."""
    mine = connection.execute(select(series).where(series.c.board_id == gone)).all()
    for row in mine:
        for readings in _readings(connection, row.id):
            add(row.name, readings)
        for table in (samples, rollups):
            connection.execute(delete(table).where(table.c.series_id == row.id))
        counted = {"late": series.c.late + row.late, "duplicates": series.c.duplicates + row.duplicates}
        is_its_twin = (series.c.board_id == kept, series.c.name == row.name)
        connection.execute(update(series).where(*is_its_twin).values(counted))
    connection.execute(delete(series).where(series.c.board_id == gone))
    _join_words(connection, gone, kept, most_lines)
    connection.execute(delete(boards).where(boards.c.id == gone))


def _readings(connection: Connection, series_id: int) -> Iterator[list[Reading]]:
    """Give the samples of a series in order, some at a time, as the board gave them."""
    last = (-1, 0)
    while True:
        is_next = (samples.c.series_id == series_id, tuple_(samples.c.t_ms, samples.c.n) > last)
        query = select(samples).where(*is_next).order_by(samples.c.t_ms, samples.c.n).limit(_AT_ONCE)
        found = connection.execute(query).all()
        if not found:
            return
        yield [Reading(row.t_ms, row.n if row.n >= 0 else None, row.value, row.n == NO_NUMBER) for row in found]
        last = (found[-1].t_ms, found[-1].n)


def _join_words(connection: Connection, gone: int, kept: int, most_lines: int) -> None:
    """Keep the log of both in its order, and what the one heard last said of itself."""
    is_one = log_lines.c.board_id.in_((gone, kept))
    query = select(log_lines.c.t_ms, log_lines.c.text).where(is_one).order_by(log_lines.c.t_ms, log_lines.c.number)
    lines = connection.execute(query).all()[-most_lines:]
    connection.execute(delete(log_lines).where(is_one))
    if lines:
        rows = [{"board_id": kept, "number": n, "t_ms": row.t_ms, "text": row.text} for n, row in enumerate(lines)]
        connection.execute(insert(log_lines), rows)
    heard = connection.execute(select(boards).where(boards.c.id.in_((gone, kept)))).all()
    last = max(heard, key=lambda row: row.seen_ms or 0)
    said = {name: getattr(last, name) for name in ("state", "info", "seen_ms", "kind")}
    connection.execute(update(boards).where(boards.c.id == kept).values(**said, log_count=len(lines)))
