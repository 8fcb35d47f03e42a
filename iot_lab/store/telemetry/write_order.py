"""Who writes a room next: several programs may, one transaction after the other.

A row for each room counts its transactions. Whoever writes adds one first: on PostgreSQL that row is then locked until
the end of the transaction (SQLite's write lock does the same for the whole file), and its number tells whether somebody
else wrote since one's own last. Whatever was remembered of the room is then read again, inside the lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from iot_lab.store.dialect import insert_into
from iot_lab.store.sqlite_driver import ask
from iot_lab.store.telemetry.tables import room_writes

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SQLITE_TURN: Final = (
    "INSERT INTO room_writes (room, number) VALUES (?, 1)"
    " ON CONFLICT (room) DO UPDATE SET number = number + 1 RETURNING number"
)
"""Asked for each transaction: to build and compile it anew cost as much as all its samples."""


def take_turn(connection: Connection, room: str) -> int:
    """Wait until nobody else writes the room; return the number of this transaction."""
    if connection.dialect.name == "sqlite":
        row = ask(connection, _SQLITE_TURN, (room,))
        assert row is not None
        return int(row[0])
    statement = insert_into(connection.engine, room_writes).values(room=room, number=1)
    counted = statement.on_conflict_do_update(index_elements=["room"], set_={"number": room_writes.c.number + 1})
    return int(connection.execute(counted.returning(room_writes.c.number)).scalar_one())


def number_of(connection: Connection, room: str) -> int:
    """Return the number of the room's last transaction."""
    return connection.scalar(select(room_writes.c.number).where(room_writes.c.room == room)) or 0
