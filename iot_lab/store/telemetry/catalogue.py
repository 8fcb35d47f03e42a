"""The boards and series of a room as rows: read at opening and when another program wrote, kept in memory between."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select

from iot_lab.store.telemetry.counting import Gap, SeriesState
from iot_lab.store.telemetry.tables import boards, series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from iot_lab.store.telemetry.inserts import Inserts
    from iot_lab.store.telemetry.records import SeriesName

_MEMORY_ONLY: Final = frozenset({"id", "burst_ms", "burst_count"})
STATE_FIELDS: Final = tuple(field.name for field in fields(SeriesState) if field.name not in _MEMORY_ONLY)
_STATE_COLUMNS: Final = ("id", *STATE_FIELDS)
_STATE_VALUES: Final = attrgetter(*STATE_FIELDS)
_GAPS: Final = STATE_FIELDS.index("gaps")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A board's row id and how many log lines it ever wrote."""

    id: int
    log_count: int = 0


def read_boards(connection: Connection, room: str) -> dict[str, BoardRow]:
    """Return the boards of a room by name."""
    rows = connection.execute(select(boards.c.name, boards.c.id, boards.c.log_count).where(boards.c.room == room))
    return {name: BoardRow(row_id, log_count) for name, row_id, log_count in rows}


def read_series(connection: Connection, room: str) -> dict[SeriesName, SeriesState]:
    """Return the states of all series of a room."""
    joined = select(boards.c.name.label("board"), series).join(series, series.c.board_id == boards.c.id)
    rows = connection.execute(joined.where(boards.c.room == room)).mappings()
    return {(row["board"], row["name"]): _state(dict(row)) for row in rows}


def add_board(connection: Connection, room: str, name: str) -> BoardRow:
    """Insert a board that is not known yet."""
    values = {"room": room, "name": name, "kind": "board", "state": "offline", "info": "{}", "log_count": 0}
    return BoardRow(_row_id(connection.execute(insert(boards).values(values))))


def add_series(connection: Connection, board_id: int, name: str) -> SeriesState:
    """Insert a series that is not known yet."""
    known = dict(zip(STATE_FIELDS, _values(SeriesState(0)), strict=True))
    values = {"board_id": board_id, "name": name, **known}
    return SeriesState(_row_id(connection.execute(insert(series).values(values))))


def save_series(connection: Connection, inserts: Inserts, states: Iterable[SeriesState]) -> None:
    """Write the counts and the order of series back."""
    rows = [(state.id, *_values(state)) for state in states]
    inserts.change(connection, series, _STATE_COLUMNS, rows)


def _row_id(result: Any) -> int:
    return int(result.inserted_primary_key[0])


def _values(state: SeriesState) -> tuple[Any, ...]:
    values = _STATE_VALUES(state)
    return (*values[:_GAPS], json.dumps(state.gaps) if state.gaps else "[]", *values[_GAPS + 1 :])


def _state(row: dict[str, Any]) -> SeriesState:
    known = {name: row[name] for name in STATE_FIELDS}
    known["gaps"] = _gaps(row["gaps"])
    return SeriesState(row["id"], **known)


def _gaps(kept: str) -> list[Gap]:
    """Return the gaps of a series; damaged, they are forgotten, and their numbers stay missing."""
    try:
        return [Gap(*map(int, gap)) for gap in json.loads(kept)]
    except (ValueError, TypeError):
        return []
