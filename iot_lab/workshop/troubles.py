"""What the trainer must know while the room is open: errors that nobody raises, because the room goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab import open_files
from iot_lab.errors import LabError
from iot_lab.threads import threads_in_trouble

if TYPE_CHECKING:
    from iot_lab.workshop.room import Room

_MINUTE_MS = 60_000
_USUAL_FILES = 1_000


class ThreadsFell(LabError):
    """A permanent thread of the kit is dead, or fell a moment ago: start the kit again. Details: names."""

    code = "threads-fell"


class ClockSetBack(LabError):
    """Samples are stored from later than now: this computer's clock was set back. Details: minutes."""

    code = "clock-set-back"


class RoomNameTwice(LabError):
    """Another room with the same name uses the same broker. Details: room."""

    code = "room-name-twice"


class TwoUnderOneName(LabError):
    """Two devices connect with one name and secret, and replace each other. Details: name, one, other."""

    code = "two-under-one-name"


class FewOpenFiles(LabError):
    """The system gives the kit few open files, hence few connections: raise its limit. Details: limit."""

    code = "few-open-files"


class TooFewOpenFiles(LabError):
    """The system gives fewer open files than the kit itself needs: it is not begun. Details: limit, needed."""

    code = "too-few-open-files"


def check_open_files() -> None:
    """Raise TooFewOpenFiles where a room would fall apart as soon as a board comes."""
    limit = open_files.allow_many()
    if limit < open_files.LEAST_TO_BEGIN:
        raise TooFewOpenFiles(limit=limit, needed=open_files.LEAST_TO_BEGIN)


def troubles_of(room: Room) -> list[LabError]:
    """Return what was found at the start, then what is wrong now."""
    found = list(room.notices)
    limit = open_files.allow_many()
    if limit < _USUAL_FILES:
        found.append(FewOpenFiles(limit=limit))
    fallen = threads_in_trouble()
    if fallen:
        found.append(ThreadsFell(names=", ".join(fallen)))
    found += [one for one in (room.hub.store_trouble, room.broker_trouble()) if one is not None]
    back_ms = room.hub.state().clock_back_ms
    if back_ms:
        found.append(ClockSetBack(minutes=round(back_ms / _MINUTE_MS)))
    if room.hub.is_replaced:
        found.append(RoomNameTwice(room=room.name))
    found += [TwoUnderOneName(name=one.name, one=one.one, other=one.other) for one in room.connections.shared_names()]
    moved = room.pages.trouble()
    if moved is not None:
        found.append(moved)
    if room.retention.trouble is not None:
        found.append(room.retention.trouble)
    if room.their_broker is not None and room.their_broker.trouble is not None:
        found.append(room.their_broker.trouble)
    return found
