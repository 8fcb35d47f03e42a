"""All that differs between SQLite and PostgreSQL when they are opened: how to connect, how a transaction begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite

from iot_lab.store.sqlite_driver import ask

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection

BUSY_TIMEOUT_MS: Final = 800
"""Less than the hub has to stop in; it tries again by itself."""
REWRITE_PATIENCE_MS: Final = 10_000
"""The hub writes every moment, and shortly."""
CONNECT_TIMEOUT_S: Final = 5
"""A PostgreSQL server that does not answer is said after so long, unless the address asks for another wait."""
_CHECKPOINT_PAGES: Final = 4_000
_WRITES: Final = "iot_lab_writes"


def make_engine(url: URL) -> Engine:
    """Return an engine for an address; raises ImportError where its driver is not installed."""
    if url.get_backend_name() != "sqlite":
        if "connect_timeout" not in url.query:
            url = url.update_query_dict({"connect_timeout": str(CONNECT_TIMEOUT_S)})
        return create_engine(url, paramstyle="format", pool_pre_ping=True)
    engine = create_engine(url, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def for_writing(engine: Engine) -> Engine:
    """Return the same engine, whose transactions take the write lock at their start (SQLite) instead of half-way."""
    return engine.execution_options(**{_WRITES: True})


def insert_into(engine: Engine, table: Table) -> Any:
    """Return an insert that can say what to do with a row that is there already."""
    return sqlite.insert(table) if engine.dialect.name == "sqlite" else postgresql.insert(table)


def write_ahead(engine: Engine) -> None:
    """Let readers and the writer of an SQLite file not wait for each other; the file remembers it.

    Not done when connecting: it writes, and the file may turn out to be somebody else's.
    """
    if engine.dialect.name != "sqlite":
        return
    raw: Any = engine.raw_connection()
    try:
        raw.execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def rewrite(engine: Engine) -> None:
    """Leave nothing of deleted rows in an SQLite file or its write-ahead log; nothing to do elsewhere."""
    if engine.dialect.name != "sqlite":
        return
    raw: Any = engine.raw_connection()
    try:
        raw.execute(f"PRAGMA busy_timeout={REWRITE_PATIENCE_MS}")
        raw.execute("VACUUM")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    finally:
        raw.close()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    pragmas = (f"busy_timeout={BUSY_TIMEOUT_MS}", "synchronous=NORMAL")
    for pragma in (*pragmas, f"wal_autocheckpoint={_CHECKPOINT_PAGES}", "foreign_keys=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get(_WRITES, False)
    ask(connection, "BEGIN IMMEDIATE" if is_writing else "BEGIN")
