"""Brings a database to the present format when it is opened, by alembic's migrations in `migrations/versions/`.

The theory. A database says its format in the one row of `iot_lab_format`. What is of the present format is left alone
after one query. Anything else is migrated in a single transaction, under a lock, so that ten rooms that open one empty
database at once make it once: the first migrates, the others wait, look again, and find nothing left to do. SQLite's
write lock is that lock; on PostgreSQL it is an advisory one, which ends with the transaction.

What came before migrations (to November 2026) has a table `format` that holds 1: it is what the first migration makes.
A new migration is a file there, a new `PRESENT` here, and the same change in the tables' own files; tests compare them.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, text

from iot_lab.store.dialect import for_writing
from iot_lab.store.errors import StoreFromLater, StoreLocked, StoreUnreadable, said_as_ours
from iot_lab.store.progress.tables import metadata as progress
from iot_lab.store.recordings.tables import metadata as recordings
from iot_lab.store.telemetry.tables import metadata as telemetry

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

PRESENT: Final = "0006"
"""The last migration."""
FORMAT_TABLE: Final = "iot_lab_format"
SCRIPTS: Final = Path(__file__).parent / "migrations"
_BEFORE_MIGRATIONS: Final = "0001"
_OUR_TABLES: Final = frozenset({*telemetry.tables, *progress.tables, *recordings.tables})
_ADVISORY_LOCK: Final = 7_305_120_961
"""Any number that other programs on the same database are unlikely to lock."""
_ALEMBIC: Final = threading.Lock()
"""alembic keeps what it migrates in globals: one thread at a time."""
_PATIENCE_S: Final = 5.0
"""How long others may hold an SQLite file that has to be migrated."""


def bring_up_to_date(engine: Engine, place: str) -> None:
    """Make or migrate the tables; raises StoreUnreadable, StoreFromLater, or what the database answered."""
    with said_as_ours(place), engine.begin() as connection:
        if _format_of(connection, place) == PRESENT:
            return
    end_s = time.monotonic() + _PATIENCE_S
    while True:
        try:
            with said_as_ours(place), for_writing(engine).begin() as connection:
                _migrate(connection, place)
        except StoreLocked:
            if time.monotonic() > end_s:
                raise
        else:
            return


def _migrate(connection: Connection, place: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})
    found = _format_of(connection, place)  # again: another room may have migrated it while we waited
    if found == PRESENT:
        return
    # Half a second of imports that only a first start and an update need.
    from alembic import command
    from alembic.config import Config

    settings = Config(attributes={"connection": connection, "version_table": FORMAT_TABLE})
    settings.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with _ALEMBIC:
        if found == _BEFORE_MIGRATIONS and not _is_stamped(connection):
            command.stamp(settings, _BEFORE_MIGRATIONS)
        command.upgrade(settings, PRESENT)


def _is_stamped(connection: Connection) -> bool:
    return inspect(connection).has_table(FORMAT_TABLE)


def _format_of(connection: Connection, place: str) -> str | None:
    """Return the format of a database, None where it is empty."""
    names = set(inspect(connection).get_table_names())
    if FORMAT_TABLE in names:
        found = connection.execute(text(f"SELECT version_num FROM {FORMAT_TABLE}")).scalars().all()  # noqa: S608
        if len(found) != 1:
            raise StoreUnreadable(place=place)
        if found[0] > PRESENT:
            raise StoreFromLater(place=place)
        return str(found[0])
    if "format" in names:
        if connection.execute(text("SELECT number FROM format")).scalars().all() != [1]:
            raise StoreUnreadable(place=place)
        return _BEFORE_MIGRATIONS
    is_only_ours = connection.dialect.name == "sqlite"  # a PostgreSQL database may hold other programs' tables too
    if names and (is_only_ours or names & _OUR_TABLES):
        raise StoreUnreadable(place=place)
    return None
