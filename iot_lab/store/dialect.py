"""All that differs between SQLite and PostgreSQL: how to connect, and how to insert what may be there already.

Statements written thousands of times a second are compiled once, and their rows go to the driver as plain tuples:
binding names to values is half of the cost of an insert.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import Engine, Table, create_engine, event, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url

from iot_lab.store import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

BUSY_TIMEOUT_MS: Final = 800
"""Less than the hub has to stop in; it tries again by itself."""
_CHECKPOINT_PAGES: Final = 4_000
_WRITES: Final = "iot_lab_writes"


def make_engine(url: str) -> Engine:
    """Return an engine for an SQLAlchemy address; raises sqlalchemy's ArgumentError where it is not one."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, paramstyle="format", pool_pre_ping=True)
    engine = create_engine(url, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def for_writing(engine: Engine) -> Engine:
    """Return the same engine, whose transactions take the write lock at their start (SQLite) instead of half-way."""
    return engine.execution_options(**{_WRITES: True})


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    pragmas = ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_TIMEOUT_MS}")
    for pragma in (*pragmas, f"wal_autocheckpoint={_CHECKPOINT_PAGES}", "foreign_keys=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


class Inserts:
    """The inserts of one kind of database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._samples = self._compiled(self._insert(tables.samples).on_conflict_do_nothing())
        self._rollups = self._compiled(self._adding_rollups())

    def add_samples(self, connection: Connection, rows: Sequence[tuple[int, int, int, float]]) -> None:
        """Insert (series, t, n, value) rows; one already there stays as it is."""
        if rows:
            connection.exec_driver_sql(self._samples, cast("Any", rows))

    def add_rollups(
        self, connection: Connection, rows: Sequence[tuple[int, int, int, int, float, float, float]]
    ) -> None:
        """Insert (series, width, start, count, low, high, total) rows, merged with those already there."""
        if rows:
            connection.exec_driver_sql(self._rollups, cast("Any", rows))

    def put_deliveries(self, connection: Connection, rows: list[dict[str, object]]) -> None:
        """Insert deliveries; a packet id used again replaces the older one."""
        statement = self._insert(tables.deliveries)
        key = [column.name for column in tables.deliveries.primary_key]
        new = {name: statement.excluded[name] for name in ("digest", "noted_ms")}
        connection.execute(statement.on_conflict_do_update(index_elements=key, set_=new), rows)

    def _insert(self, table: Table) -> Any:
        return sqlite.insert(table) if self._is_sqlite else postgresql.insert(table)

    def _compiled(self, statement: Any) -> str:
        return str(statement.compile(dialect=self._engine.dialect))

    def _adding_rollups(self) -> Any:
        lowest, highest = (func.min, func.max) if self._is_sqlite else (func.least, func.greatest)
        statement, table = self._insert(tables.rollups), tables.rollups
        new = statement.excluded
        sums = {
            "count": table.c.count + new["count"],
            "low": lowest(table.c.low, new.low),
            "high": highest(table.c.high, new.high),
            "total": table.c.total + new.total,
        }
        key = [column.name for column in table.primary_key]
        return statement.on_conflict_do_update(index_elements=key, set_=sums)
