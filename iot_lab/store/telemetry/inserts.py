"""Inserts and updates of many rows at once, on SQLite and on PostgreSQL.

Statements written thousands of times a second are compiled once, and their rows go to the driver itself, as tuples
(sqlite_driver.py): binding names to values is half of the cost of an insert. PostgreSQL answers each statement over a
socket, so there a batch's rows go in one piece: samples by COPY into a temporary table of the connection, the rest as
arrays (bulk.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import func

from iot_lab.store.dialect import insert_into
from iot_lab.store.sqlite_driver import run_many
from iot_lab.store.telemetry import tables
from iot_lab.store.telemetry.bulk import BulkInserts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine, Table

    from iot_lab.store.telemetry.records import RollupRow, SampleRow


class Inserts(Protocol):
    """What the writer asks of a kind of database."""

    def add_samples(self, connection: Connection, rows: Sequence[SampleRow]) -> None:
        """Insert samples; one already there stays as it is."""

    def add_rollups(self, connection: Connection, rows: Sequence[RollupRow]) -> None:
        """Insert roll-ups, merged with those already there."""

    def change(
        self, connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Update rows found by their `id`, the first of `columns`; each of `rows` has its values in their order."""

    def put_deliveries(self, connection: Connection, rows: list[dict[str, object]]) -> None:
        """Insert deliveries; a packet id used again replaces the older one."""


def inserts_of(engine: Engine) -> Inserts:
    """Return the inserts of an engine's kind of database."""
    return PlainInserts(engine) if engine.dialect.name == "sqlite" else BulkInserts()


class PlainInserts:
    """SQLite: row after row, in this process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._samples = self._compiled(insert_into(self._engine, tables.samples).on_conflict_do_nothing())
        self._rollups = self._compiled(self._adding_rollups())
        self._changes: dict[tuple[str, ...], str] = {}

    def add_samples(self, connection: Connection, rows: Sequence[SampleRow]) -> None:
        """Insert samples; one already there stays as it is."""
        if rows:
            run_many(connection, self._samples, rows)

    def add_rollups(self, connection: Connection, rows: Sequence[RollupRow]) -> None:
        """Insert roll-ups, merged with those already there."""
        if rows:
            run_many(connection, self._rollups, rows)

    def change(
        self, connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Update rows found by their `id`, the first of `columns`; each of `rows` has its values in their order."""
        if rows:
            shape = (table.name, *columns)
            if shape not in self._changes:
                self._changes[shape] = _update(table, columns)
            run_many(connection, self._changes[shape], rows)

    def put_deliveries(self, connection: Connection, rows: list[dict[str, object]]) -> None:
        """Insert deliveries; a packet id used again replaces the older one."""
        statement = insert_into(self._engine, tables.deliveries)
        key = [column.name for column in tables.deliveries.primary_key]
        new = {name: statement.excluded[name] for name in ("digest", "noted_ms")}
        connection.execute(statement.on_conflict_do_update(index_elements=key, set_=new), rows)

    def _compiled(self, statement: Any) -> str:
        return str(statement.compile(dialect=self._engine.dialect))

    def _adding_rollups(self) -> Any:
        statement, table = insert_into(self._engine, tables.rollups), tables.rollups
        new = statement.excluded
        sums = {
            "count": table.c.count + new["count"],
            "low": func.min(table.c.low, new.low),
            "high": func.max(table.c.high, new.high),
            "total": table.c.total + new.total,
        }
        key = [column.name for column in table.primary_key]
        return statement.on_conflict_do_update(index_elements=key, set_=sums)


def _update(table: Table, columns: tuple[str, ...]) -> str:
    """Return the update of a row, whose values are numbered as the columns are."""
    changed = ", ".join(f"{name} = ?{place}" for place, name in enumerate(columns[1:], 2))
    return f"UPDATE {table.name} SET {changed} WHERE {columns[0]} = ?1"  # noqa: S608
