"""Inserts of what may be there already, the same on SQLite and PostgreSQL.

Statements written thousands of times a second are compiled once, and their rows go to the driver as plain tuples:
binding names to values is half of the cost of an insert.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import func

from iot_lab.store.dialect import insert_into
from iot_lab.store.telemetry import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine


class Inserts:
    """The inserts of one kind of database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._samples = self._compiled(insert_into(self._engine, tables.samples).on_conflict_do_nothing())
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
        statement = insert_into(self._engine, tables.deliveries)
        key = [column.name for column in tables.deliveries.primary_key]
        new = {name: statement.excluded[name] for name in ("digest", "noted_ms")}
        connection.execute(statement.on_conflict_do_update(index_elements=key, set_=new), rows)

    def _compiled(self, statement: Any) -> str:
        return str(statement.compile(dialect=self._engine.dialect))

    def _adding_rollups(self) -> Any:
        lowest, highest = (func.min, func.max) if self._is_sqlite else (func.least, func.greatest)
        statement, table = insert_into(self._engine, tables.rollups), tables.rollups
        new = statement.excluded
        sums = {
            "count": table.c.count + new["count"],
            "low": lowest(table.c.low, new.low),
            "high": highest(table.c.high, new.high),
            "total": table.c.total + new.total,
        }
        key = [column.name for column in table.primary_key]
        return statement.on_conflict_do_update(index_elements=key, set_=sums)
