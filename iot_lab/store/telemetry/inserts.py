"""Inserts and updates of many rows at once, on SQLite and on PostgreSQL.

Statements written thousands of times a second are compiled once, and their rows go to the driver as plain tuples:
binding names to values is half of the cost of an insert. PostgreSQL answers each statement over a socket, so there a
batch's rows go in one piece: samples by COPY into a temporary table of the connection, the rest as arrays (bulk.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from sqlalchemy import bindparam, func, update

from iot_lab.store.dialect import insert_into
from iot_lab.store.telemetry import tables
from iot_lab.store.telemetry.bulk import BulkInserts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Engine, Table

    from iot_lab.store.telemetry.records import RollupRow, SampleRow


_NEW: Final = "new_"


class Inserts(Protocol):
    """What the writer asks of a kind of database."""

    def add_samples(self, connection: Connection, rows: Sequence[SampleRow]) -> None:
        """Insert samples; one already there stays as it is."""

    def add_rollups(self, connection: Connection, rows: Sequence[RollupRow]) -> None:
        """Insert roll-ups, merged with those already there."""

    def change(self, connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
        """Update rows found by their `id`; each of `rows` has the same columns beside it."""

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
        self._changes: dict[tuple[str, ...], tuple[str, list[str]]] = {}

    def add_samples(self, connection: Connection, rows: Sequence[SampleRow]) -> None:
        """Insert samples; one already there stays as it is."""
        if rows:
            connection.exec_driver_sql(self._samples, cast("Any", rows))

    def add_rollups(self, connection: Connection, rows: Sequence[RollupRow]) -> None:
        """Insert roll-ups, merged with those already there."""
        if rows:
            connection.exec_driver_sql(self._rollups, cast("Any", rows))

    def change(self, connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
        """Update rows found by their `id`; each of `rows` has the same columns beside it."""
        if rows:
            shape = (table.name, *rows[0])
            if shape not in self._changes:
                self._changes[shape] = self._changing(table, rows[0])
            statement, names = self._changes[shape]
            connection.exec_driver_sql(statement, [tuple([row[name] for name in names]) for row in rows])

    def put_deliveries(self, connection: Connection, rows: list[dict[str, object]]) -> None:
        """Insert deliveries; a packet id used again replaces the older one."""
        statement = insert_into(self._engine, tables.deliveries)
        key = [column.name for column in tables.deliveries.primary_key]
        new = {name: statement.excluded[name] for name in ("digest", "noted_ms")}
        connection.execute(statement.on_conflict_do_update(index_elements=key, set_=new), rows)

    def _compiled(self, statement: Any) -> str:
        return str(statement.compile(dialect=self._engine.dialect))

    def _changing(self, table: Table, row: Mapping[str, Any]) -> tuple[str, list[str]]:
        """Return the update of such rows, and the order in which it takes their columns."""
        columns: dict[str, Any] = {name: bindparam(f"{_NEW}{name}") for name in row if name != "id"}
        asked = update(table).where(table.c.id == bindparam(f"{_NEW}id")).values(columns)
        compiled = asked.compile(dialect=self._engine.dialect)
        return str(compiled), [name.removeprefix(_NEW) for name in compiled.positiontup or ()]

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
