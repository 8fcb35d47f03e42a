"""A look at an SQLite database that another process may be writing: nothing is made, locked or changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select
from sqlalchemy.dialects import sqlite

from iot_lab.store.telemetry import tables

if TYPE_CHECKING:
    from pathlib import Path

_TIMEOUT_S: Final = 2.0


@dataclass(frozen=True, slots=True)
class LastHeard:
    """When a board last said anything, by our clock, and the time of its newest sample, by its own (ms since 1970)."""

    name: str
    is_online: bool
    seen_ms: int
    newest_ms: int


def boards_heard(path: Path) -> list[LastHeard]:
    """Return the boards of a database, none where it does not exist or is not one of ours."""
    if not path.is_file():
        return []
    boards, series = tables.boards, tables.series
    query = (
        select(boards.c.name, boards.c.state, boards.c.seen_ms, func.max(series.c.top_ms))
        .join_from(boards, series, series.c.board_id == boards.c.id, isouter=True)
        .where(boards.c.kind == "board")
        .group_by(boards.c.id)
        .order_by(boards.c.name)
    )
    words = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_TIMEOUT_S)) as connection:
            rows = connection.execute(words).fetchall()
    except sqlite3.Error:
        return []
    return [
        LastHeard(name, state == "online", seen_ms or 0, newest_ms or 0) for name, state, seen_ms, newest_ms in rows
    ]
