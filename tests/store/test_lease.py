"""The locks that decide who writes a room, on SQLite and PostgreSQL."""

import contextlib

from iot_lab.store import Database, RoomLease


def test_locks_of_a_room_are_its_own(address):
    with contextlib.closing(Database.open(address)) as database:
        one, other, third = RoomLease(database, "one"), RoomLease(database, "one"), RoomLease(database, "two")
        assert one.take("writing")
        assert other.is_taken_elsewhere("writing")
        assert not other.is_taken_elsewhere("claim")
        assert third.take("writing")
        one.close()
        assert other.take("writing")
        for lease in (one, other, third):
            lease.close()
