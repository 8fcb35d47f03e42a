"""Whether the SQLite database that we have open is still the one that has its name.

The theory. A program that brings back an earlier copy (a restored backup, a folder that is synchronised) puts another
file in the place of ours; SQLite goes on writing into the file that it opened, which has no name any more and is gone
when the kit ends. So does the log of what was written last (the WAL) when somebody removes it. Nothing in SQLite's
answers tells, so the numbers of both files are looked at before each transaction, and a transaction of a file that is
gone is refused: what boards measure then waits, unacknowledged, at the broker.

What is lost by name is still there by the connection kept for this: it is written out beside the database, once.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from iot_lab.store.errors import StoreReplaced

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


class SameFile:
    """Watches one database; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open a connection of its own, which reads nothing more until a rescue. Raises sqlite3.Error."""
        self._path = path
        self._paths = path, path.with_name(f"{path.name}-wal")
        self._lock = threading.Lock()
        self._kept = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._kept.execute("SELECT 1 FROM sqlite_master").fetchone()  # opens the log too
        self._known = self._numbers()
        self._is_closed = False
        self._copy: Path | str | None = None

    def check(self) -> None:
        """Raise StoreReplaced where another file, or none, has the name of ours."""
        if self._is_closed or (self._copy is None and self._numbers() == self._known):
            return
        with self._lock:
            self._copy = self._copy or self._rescued() or "-"
        raise StoreReplaced(place=self._path, copy=self._copy)

    def close(self) -> None:
        """Close the connection; a second time does nothing more."""
        self._is_closed = True
        self._kept.close()

    def _numbers(self) -> list[tuple[int, int] | None]:
        return [_number(path) for path in self._paths]

    def _rescued(self) -> Path | None:
        """Write what the file without a name holds beside the database; None where that is impossible."""
        place = self._path.with_name(f"{self._path.stem}-kept-{time.strftime('%Y-%m-%d-%H%M%S')}.db")
        try:
            self._kept.execute("VACUUM INTO ?", (str(place),))
            with closing(sqlite3.connect(place)) as connection:
                return place if connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok" else None
        except sqlite3.Error:
            return None


def watched(engine: Engine, path: Path) -> SameFile | None:
    """Have each transaction of an SQLite database look at its file first; None for another database.

    Raises SQLAlchemyError.
    """
    if engine.dialect.name != "sqlite":
        return None
    try:
        file = SameFile(path)
    except sqlite3.Error as error:
        raise OperationalError("SELECT", {}, error) from error
    event.listen(engine, "begin", lambda _connection: file.check())
    return file


def _number(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
