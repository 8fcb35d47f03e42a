"""SQLite's own driver, for the statements that a hub asks many times a second.

What SQLAlchemy keeps of each statement (a context, a result, the names of its values) costs more than the rows of a
small batch: of one sample nine tenths. The connection, its transaction and the errors stay SQLAlchemy's.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection


def ask(connection: Connection, statement: str, values: tuple[Any, ...] = ()) -> tuple[Any, ...] | None:
    """Run a statement; return its first row, None where it has none."""
    try:
        row = _driver(connection).execute(statement, values).fetchone()
    except sqlite3.Error as error:
        raise _as_sqlalchemys(connection, statement, error) from error
    return cast("tuple[Any, ...] | None", row)


def run_many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Run a statement once for each row."""
    try:
        _driver(connection).executemany(statement, rows)
    except sqlite3.Error as error:
        raise _as_sqlalchemys(connection, statement, error) from error


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


def _as_sqlalchemys(connection: Connection, statement: str, error: sqlite3.Error) -> BaseException:
    return DBAPIError.instance(statement, None, error, sqlite3.Error, dialect=connection.dialect)
