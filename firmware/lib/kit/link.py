# One room for `lab`: the kit's own, served by its thread, where `start` began it; else one of its own, served at each turn.
import time

from kit import files

_room = None
_has_thread = False
_take_order = None
_rest = None
PACE_MS = 20  # between two samples of a program that measures faster than the room takes them: flash wears


def share(room, rest):
    """Let `lab` use a room that a thread serves; that one needs a rest now and then."""
    global _room, _has_thread, _rest
    _room, _has_thread, _rest = room, True, rest


def open_room(take_order):
    """Return the room; `take_order(name, value, request)` gets the orders that are not the kit's."""
    global _room, _take_order
    _take_order = take_order
    if _room is None:
        from kit.room import Room

        _room = Room(files.read(files.CONFIG), pass_order)
    return _room


def pass_order(name, value, request):
    """Give an order to the learner's program."""
    if _take_order is not None:
        _take_order(name, value, request)


def turn():
    """Serve the room, or let its thread do it."""
    if not _has_thread:
        _room.step()
    elif len(_room.outbox) > _room.outbox.in_memory:
        time.sleep_ms(PACE_MS)
    else:
        _rest()


def close():
    """Leave the room before a deep sleep."""
    _room.save()
    _room.is_leaving = _has_thread
    while _room.is_leaving:
        time.sleep_ms(20)
    _room.leave()  # nothing where the thread did
