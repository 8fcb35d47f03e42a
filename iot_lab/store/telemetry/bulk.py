"""PostgreSQL's inserts: the rows of a batch in one piece each, and a month of samples in a partition of its own.

The theory. What costs is the way to the server and back, so a batch takes one statement a table: its columns go as
arrays, written here (the driver writes them value by value). Samples that are all new, which nearly every batch's are,
go by COPY straight into `samples`: `ON CONFLICT` looks twice for each row and costs half as much again. Where one is
there already, a savepoint takes the COPY back, and they go the slow way, where such a row stays as it is: as arrays,
many by COPY into a temporary table of the connection. Measured (bench/many_rooms.py): row after row is two to four
times slower.

`samples` is partitioned by month of measure (UTC), so that forgetting a month drops a table instead of deleting rows. A
partition is made by the first writer that needs it. Which there are is remembered; where that is wrong, since a
transaction was undone or another program dropped one, the batch fails, all is looked for again, and the hub repeats it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import BigInteger, Float, Integer
from sqlalchemy.exc import DBAPIError, IntegrityError

from iot_lab.store.telemetry import tables
from iot_lab.store.telemetry.months import DAY_MS, Month, make_months

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Table

    from iot_lab.store.telemetry.records import RollupRow, SampleRow

SOME_ROWS: Final = 100
"""From here on a COPY that may have to be taken back is quicker than arrays."""
MANY_ROWS: Final = 2_000
"""From here on a temporary table is quicker than arrays."""
_STAGING: Final = (
    "CREATE TEMPORARY TABLE IF NOT EXISTS incoming"
    " (series_id integer, t_ms bigint, n bigint, value float8) ON COMMIT DELETE ROWS"
)
_COPY_STAGED: Final = "COPY incoming FROM STDIN"
_COPY: Final = "COPY samples (series_id, t_ms, n, value) FROM STDIN"
_FROM_STAGING: Final = "INSERT INTO samples SELECT * FROM incoming ON CONFLICT DO NOTHING"
_ARRAY: Final = {Integer: "integer[]", BigInteger: "bigint[]", Float: "float8[]"}
_ADDED: Final = (
    " ON CONFLICT (series_id, width_ms, start_ms) DO UPDATE SET count = rollups.count + excluded.count,"
    " low = least(rollups.low, excluded.low), high = greatest(rollups.high, excluded.high),"
    " total = rollups.total + excluded.total"
)
_REPLACED: Final = " ON CONFLICT (room, packet_id) DO UPDATE SET digest = excluded.digest, noted_ms = excluded.noted_ms"


class BulkInserts:
    """The inserts of PostgreSQL."""

    def __init__(self) -> None:
        self._rollups = _insert(tables.rollups) + _ADDED
        self._deliveries = _insert(tables.deliveries) + _REPLACED
        self._samples = _insert(tables.samples) + " ON CONFLICT DO NOTHING"
        self._months: set[Month] = set()

    def add_samples(self, connection: Connection, rows: Sequence[SampleRow]) -> None:
        """Insert samples; one already there stays as it is."""
        if not rows:
            return
        missing = {Month.at(day * DAY_MS) for day in {row[1] // DAY_MS for row in rows}} - self._months
        if missing:
            make_months(connection, missing)
            self._months |= missing
        try:
            if len(rows) >= SOME_ROWS and _copied(connection, rows):
                return
            if len(rows) < MANY_ROWS:
                connection.exec_driver_sql(self._samples, tuple(_columns(rows)))
            else:
                connection.exec_driver_sql(_STAGING)
                _copy(connection, _COPY_STAGED, rows)
                connection.exec_driver_sql(_FROM_STAGING)
        except IntegrityError:
            self._months.clear()
            raise

    def add_rollups(self, connection: Connection, rows: Sequence[RollupRow]) -> None:
        """Insert roll-ups, merged with those already there."""
        if rows:
            connection.exec_driver_sql(self._rollups, tuple(_columns(rows)))

    def change(
        self, connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Update rows found by their `id`, the first of `columns`; each of `rows` has its values in their order."""
        if not rows:
            return
        changed = ", ".join(f"{name} = given.{name}" for name in columns[1:])
        arrays = ", ".join(_array(table, name) for name in columns)
        asked = f"UPDATE {table.name} SET {changed} FROM unnest({arrays}) AS given ({', '.join(columns)})"  # noqa: S608
        every = tuple(_columns(rows))
        connection.exec_driver_sql(f"{asked} WHERE {table.name}.id = given.id", every)

    def put_deliveries(self, connection: Connection, rows: list[dict[str, object]]) -> None:
        """Insert deliveries; a packet id used again replaces the older one."""
        names = [column.name for column in tables.deliveries.columns]
        ordered = [tuple(row[name] for name in names) for row in rows]
        connection.exec_driver_sql(self._deliveries, tuple(_columns(ordered)))


def _copied(connection: Connection, rows: Sequence[SampleRow]) -> bool:
    """Put samples that are all new in their table; say whether they were. Nothing is changed where they were not."""
    try:
        with connection.begin_nested():
            _copy(connection, _COPY, rows)
    except IntegrityError:
        return False
    return True


def _copy(connection: Connection, statement: str, rows: Sequence[SampleRow]) -> None:
    """Send rows by COPY. The driver's errors become SQLAlchemy's, as those of other statements do."""
    dialect: Any = connection.dialect
    cursor: Any = connection.connection.cursor()
    try:
        with cursor, cursor.copy(statement) as copy:
            copy.write("".join([f"{series}\t{t_ms}\t{n}\t{value!r}\n" for series, t_ms, n, value in rows]))
    except dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(statement, None, error, dialect.loaded_dbapi.Error, dialect=dialect) from error


def _insert(table: Table) -> str:
    names = [column.name for column in table.columns]
    arrays = ", ".join(_array(table, name) for name in names)
    return f"INSERT INTO {table.name} ({', '.join(names)}) SELECT * FROM unnest({arrays})"  # noqa: S608


def _array(table: Table, name: str) -> str:
    return f"%s::{_ARRAY.get(type(table.c[name].type), 'text[]')}"


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[Any]:
    return [_as_array(column) for column in zip(*rows, strict=True)]


def _as_array(column: tuple[Any, ...]) -> str | list[Any]:
    """Return numbers as PostgreSQL writes an array; the driver knows how to quote texts."""
    if any(isinstance(value, str) for value in column):
        return list(column)
    return "{" + ",".join(["NULL" if value is None else repr(value) for value in column]) + "}"
