"""The partitions of `samples` on PostgreSQL: one for each month of measure (UTC), made when it is first needed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_ADVISORY_LOCK: Final = 7_305_120_962
"""Beside that of migrating.py; it ends with the transaction."""
_PARTITIONS: Final = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'samples'::regclass"
_PREFIX: Final = "samples_of_"
DAY_MS: Final = 86_400_000


class Month(NamedTuple):
    """One month of UTC."""

    year: int
    month: int

    @classmethod
    def at(cls, t_ms: int) -> Self:
        """Return the month of a moment."""
        moment = datetime.fromtimestamp(t_ms / 1000, UTC)
        return cls(moment.year, moment.month)

    @classmethod
    def of(cls, partition: str) -> Self:
        """Return the month of a partition by its name."""
        year, _, month = partition.removeprefix(_PREFIX).partition("_")
        return cls(int(year), int(month))

    @property
    def partition(self) -> str:
        """The name of its partition."""
        return f"{_PREFIX}{self.year:04}_{self.month:02}"

    @property
    def start_ms(self) -> int:
        """Its first moment."""
        return int(datetime(self.year, self.month, 1, tzinfo=UTC).timestamp()) * 1000

    @property
    def end_ms(self) -> int:
        """The first moment after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1).start_ms


def make_months(connection: Connection, months: Iterable[Month]) -> None:
    """Make the partitions of some months where they are missing, in this transaction."""
    missing = [month for month in sorted(months) if not _exists(connection, month)]
    if missing:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})
    for month in missing:
        bounds = f"FROM ({month.start_ms}) TO ({month.end_ms})"
        asked = f"CREATE TABLE IF NOT EXISTS {month.partition} PARTITION OF samples FOR VALUES {bounds}"
        connection.execute(text(asked))


def partitions(connection: Connection) -> list[Month]:
    """Return the months that have a partition, oldest first."""
    return sorted(Month.of(name) for name in connection.scalars(text(_PARTITIONS)))


def _exists(connection: Connection, month: Month) -> bool:
    return connection.exec_driver_sql("SELECT to_regclass(%s)", (month.partition,)).scalar() is not None
