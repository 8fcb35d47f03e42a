"""Which sites may send a room to this centre: one key a room, kept as a digest, revoked by deleting it.

A key is `<room>.<secret>`: it says what it is for, and opens that room alone.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select, update

from iot_lab.store.dialect import insert_into
from iot_lab.store.telemetry.tables import site_keys

if TYPE_CHECKING:
    from iot_lab.store.database import Database

_SECRET_BYTES: Final = 18


@dataclass(frozen=True, slots=True)
class SiteKey:
    """A room that may be sent here; `heard_ms` is when it last was."""

    room: str
    made_ms: int
    heard_ms: int | None


class SiteKeys:
    """The keys of one centre, in its database; every method is one transaction and raises a StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, room: str, now_ms: int) -> str:
        """Return a new key for a room; an earlier one of the same room is void from now on."""
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        row = {"digest": _digest(secret), "made_ms": now_ms}
        statement = insert_into(self._database.engine, site_keys).values(room=room, **row)
        with self._database.writing() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["room"], set_=row))
        return f"{room}.{secret}"

    def revoke(self, room: str) -> bool:
        """Let a room send no more; False where it had no key. What it sent stays."""
        with self._database.writing() as connection:
            return connection.execute(delete(site_keys).where(site_keys.c.room == room)).rowcount > 0

    def every(self) -> list[SiteKey]:
        """Return the rooms that have a key, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(site_keys).order_by(site_keys.c.room)).all()
        return [SiteKey(row.room, row.made_ms, row.heard_ms) for row in rows]

    def room_of(self, key: str, now_ms: int) -> str | None:
        """Return the room that a key opens, None for a wrong or a revoked one; note that the room was heard."""
        room, _, secret = key.partition(".")
        with self._database.reading() as connection:
            known = connection.scalar(select(site_keys.c.digest).where(site_keys.c.room == room))
        if known is None or not hmac.compare_digest(known, _digest(secret)):
            return None
        with self._database.writing() as connection:
            connection.execute(update(site_keys).where(site_keys.c.room == room).values(heard_ms=now_ms))
        return room


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
