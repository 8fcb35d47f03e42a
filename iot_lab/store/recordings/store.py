"""The takes of one room's projects. A take says where its samples are; it holds none, unless it came in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from iot_lab.errors import LabError
from iot_lab.store.recordings.tables import takes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.store.database import Database


class TakeUnknown(LabError):
    """A take that is not kept (any more)."""

    code = "take-unknown"


@dataclass(frozen=True, slots=True)
class TakeRecord:
    """`start_ms <= t < end_ms` of a board's stream, made by a person (a letter) on a day (`2026-11-27`).

    `id` is 0 before it is kept. `data` and `data_ms`: the block of a take that came in a file.
    """

    project: str
    board: str
    stream: str
    label: str
    person: str
    day: str
    start_ms: int
    end_ms: int
    id: int = 0
    data: bytes | None = None
    data_ms: int | None = None


class RecordingsStore:
    """Safe to use from several threads; each method is one short transaction and raises a StoreError where it fails."""

    def __init__(self, database: Database, room: str) -> None:
        self.room = room
        self._database = database

    def add(self, new: Iterable[TakeRecord]) -> list[TakeRecord]:
        """Keep takes; return them with their ids."""
        kept: list[TakeRecord] = []
        with self._database.writing() as connection:
            for take in new:
                values = {name: getattr(take, name) for name in _FIELDS}
                added = connection.execute(insert(takes).values(room=self.room, **values))
                key: Any = added.inserted_primary_key
                kept.append(TakeRecord(**values, id=key[0]))
        return kept

    def takes(self, project: str) -> list[TakeRecord]:
        """Return the takes of a project, oldest first."""
        query = select(takes).where(takes.c.room == self.room, takes.c.project == project, takes.c.deleted_ms.is_(None))
        with self._database.reading() as connection:
            return [_take(row) for row in connection.execute(query.order_by(takes.c.start_ms, takes.c.id))]

    def take(self, project: str, take_id: int) -> TakeRecord:
        """Return one take, deleted or not. Raises TakeUnknown."""
        with self._database.reading() as connection:
            row = connection.execute(select(takes).where(*self._is(project, take_id))).first()
        if row is None:
            raise TakeUnknown
        return _take(row)

    def change(self, project: str, take_id: int, **values: str | int | None) -> None:
        """Change columns of one take: label, person, start_ms, end_ms, deleted_ms. Raises TakeUnknown."""
        with self._database.writing() as connection:
            changed = connection.execute(update(takes).where(*self._is(project, take_id)).values(**values))
            if not changed.rowcount:
                raise TakeUnknown

    def give_board_name(self, old: str, new: str) -> None:
        """Let the takes of a board have its new name."""
        with self._database.writing() as connection:
            is_its = (takes.c.room == self.room, takes.c.board == old)
            connection.execute(update(takes).where(*is_its).values(board=new))

    def forget_before(self, t_ms: int) -> None:
        """Forget the takes that ended before a moment."""
        with self._database.writing() as connection:
            connection.execute(delete(takes).where(takes.c.room == self.room, takes.c.end_ms < t_ms))

    def _is(self, project: str, take_id: int) -> tuple[Any, ...]:
        return (takes.c.room == self.room, takes.c.project == project, takes.c.id == take_id)


_FIELDS = ("project", "board", "stream", "label", "person", "day", "start_ms", "end_ms", "data", "data_ms")


def _take(row: Any) -> TakeRecord:
    data = None if row.data is None else bytes(row.data)
    values = {name: getattr(row, name) for name in _FIELDS if name != "data"}
    return TakeRecord(**values, id=row.id, data=data)
