"""One database, SQLite or PostgreSQL, reached by one engine from one address.

An address may hold a password. It is given to the driver and to nobody else: `place`, which errors and pages show, is
made of the host and the database's name alone, and nothing here keeps the address.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from iot_lab.store.dialect import for_writing, make_engine, rewrite, write_ahead
from iot_lab.store.errors import StoreAddressWrong, StoreDriverMissing, StoreInMemory, said_as_ours
from iot_lab.store.migrating import bring_up_to_date
from iot_lab.store.same_file import SameFile, watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection, Engine

TURN_S: Final = 5.0
"""After so long a thread tries without its turn, and SQLite says what is wrong."""
LAST_PORT: Final = 65_535
_DRIVERS: Final = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class Database:
    """An open database of the present format. Safe to use from several threads."""

    def __init__(self, engine: Engine, place: str, same_file: SameFile | None = None) -> None:
        self.engine = engine
        self.place = place
        self._same_file = same_file
        self._turn = threading.RLock()

    @classmethod
    def open(cls, address: str) -> Database:
        """Open or make the database at `sqlite:////folder/lab.db` or `postgresql://user:password@host/name`.

        Raises StoreAddressWrong, StoreInMemory, StoreDriverMissing, or the StoreError of what the database answered.
        """
        url = _parsed(address)
        place = place_of(url)
        try:
            engine = make_engine(url)
        except ImportError as error:
            raise StoreDriverMissing(place=place) from error
        try:
            bring_up_to_date(engine, place)
            with said_as_ours(place):
                write_ahead(engine)
                same_file = watched(engine, Path(place))
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, place, same_file)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give one short transaction for queries; raises StoreError."""
        with said_as_ours(self.place), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give one transaction that takes SQLite's write lock at its start; raises StoreError, with nothing changed.

        Our own threads come one after the other: SQLite's lock has no queue, and of forty pages that save at once some
        would lose the race again and again until their time was over.
        """
        has_turn = self._turn.acquire(timeout=TURN_S)
        try:
            with said_as_ours(self.place), for_writing(self.engine).begin() as connection:
                yield connection
        finally:
            if has_turn:
                self._turn.release()

    def write_anew(self) -> None:
        """Write an SQLite file anew, so that what was deleted is nowhere in it; PostgreSQL does so by itself.

        Raises StoreError where somebody else writes meanwhile for too long.
        """
        with said_as_ours(self.place):
            rewrite(self.engine)

    def close(self) -> None:
        """Close every connection; calling it twice does nothing more."""
        if self._same_file is not None:
            self._same_file.close()
        self.engine.dispose()


def place_of(url: URL) -> str:
    """Return what a person calls the database: the file, or host and name; never a password or an option."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{url.host or 'localhost'}{port}/{url.database or ''}"


def _check_place(url: URL) -> None:
    """Raise ValueError where no server can be there, StoreInMemory where nothing would be kept."""
    if url.get_backend_name() == "sqlite":
        if url.database in (None, "", ":memory:"):
            raise StoreInMemory
    elif not 0 <= (url.port or 0) <= LAST_PORT or set(url.host or "") & set("[] /"):
        raise ValueError(url.drivername)


def _parsed(address: str) -> URL:
    try:
        url = make_url(address)
        driver = _DRIVERS[url.drivername]
        _check_place(url)
    except (ArgumentError, KeyError, ValueError):
        # Without its cause: it would repeat the address, with its password, in a traceback.
        raise StoreAddressWrong from None
    return url.set(drivername=driver)
