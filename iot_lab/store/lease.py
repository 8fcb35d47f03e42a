"""Which program writes a room's telemetry when several could: the one that holds a lock in the room's database.

The theory. A lock of a PostgreSQL session, or of a file beside an SQLite database, ends with the process that holds it,
however it ends: nothing has to be cleaned up, and no clock decides. There are two a room. Who holds `writing` runs the
hub. Who holds `claim` is the room's own kit (`iot-lab up`): hubs that stand by give `writing` up to it. Should two ever
write at once, after a cut network for instance, the store still counts each sample once (telemetry/write_order.py).
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from zlib import crc32

from filelock import FileLock, Timeout
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from iot_lab.store.errors import said_as_ours

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from iot_lab.store.database import Database

Role = Literal["writing", "claim"]
_LOCK_SPACE: Final = 730_512
"""Any number that other programs on the same PostgreSQL are unlikely to lock."""
_LOOKS: Final = 3
_LOOK_AGAIN_S: Final = 0.05
_DEAD_PEER: Final = ("tcp_keepalives_idle = 5", "tcp_keepalives_interval = 2", "tcp_keepalives_count = 3")
"""A computer that lost its power says no goodbye: the server notices within some ten seconds."""


class RoomLease:
    """The two locks of a room, as one program sees them. Not for several threads."""

    def __init__(self, database: Database, room: str) -> None:
        self._database, self._room = database, room
        self._files: dict[Role, FileLock] = {}
        self._session: Connection | None = None
        self._held: set[Role] = set()

    def take(self, role: Role) -> bool:
        """Take a lock if nobody else has it; True where it is ours, now or already. Raises StoreError."""
        if role not in self._held and (self._take_file(role) if self._is_file else self._take_in_session(role)):
            self._held.add(role)
        return role in self._held

    def release(self, role: Role) -> None:
        """Give a lock up; raises StoreError."""
        self._held.discard(role)
        if self._is_file:
            self._files.pop(role).release()
            return
        with said_as_ours(self._database.place):
            self._open_session().scalar(text("SELECT pg_advisory_unlock(:space, :key)"), self._key(role))

    def is_taken_elsewhere(self, role: Role) -> bool:
        """Say whether another program keeps a lock; a look at it takes it for a moment, so look more than once."""
        if role in self._held:
            return False
        for look in range(_LOOKS):
            if self.take(role):
                self.release(role)
                return False
            if look + 1 < _LOOKS:
                time.sleep(_LOOK_AGAIN_S)
        return True

    def is_alive(self) -> bool:
        """Say whether what was taken is still ours: a lost session has lost its locks."""
        if self._is_file:
            return True
        try:
            return self._session is not None and self._session.scalar(text("SELECT 1")) == 1
        except SQLAlchemyError:
            self.close()
            return False

    def close(self) -> None:
        """Give everything up."""
        self._held.clear()
        for lock in self._files.values():
            lock.release()
        self._files.clear()
        session, self._session = self._session, None
        if session is not None:
            with suppress(SQLAlchemyError):  # a session that is lost has lost its locks
                session.execute(text("SELECT pg_advisory_unlock_all()"))
            session.invalidate()
            session.close()

    @property
    def _is_file(self) -> bool:
        return self._database.engine.dialect.name == "sqlite"

    def _take_in_session(self, role: Role) -> bool:
        with said_as_ours(self._database.place):
            asked = text("SELECT pg_try_advisory_lock(:space, :key)")
            return bool(self._open_session().scalar(asked, self._key(role)))

    def _take_file(self, role: Role) -> bool:
        database = Path(self._database.engine.url.database or "")
        lock = FileLock(database.with_name(f"{database.name}.{self._room}.{role}.lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return False
        self._files[role] = lock
        return True

    def _open_session(self) -> Connection:
        if self._session is None:
            self._session = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            for setting in _DEAD_PEER:
                self._session.execute(text(f"SET {setting}"))
        return self._session

    def _key(self, role: Role) -> dict[str, int]:
        return {"space": _LOCK_SPACE, "key": crc32(f"{self._room}/{role}".encode()) - 2**31}
