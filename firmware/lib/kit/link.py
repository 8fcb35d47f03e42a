# One room for `lab`: the kit's own, served by its thread, where `start` began it; else one of its own, served at each turn.
import time

from kit import files

_room = None
_has_thread = False
_take_order = None


def share(room):
    """Let `lab` use a room that a thread serves."""
    global _room, _has_thread
    _room, _has_thread = room, True


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
    """Serve the room where no thread does."""
    if not _has_thread:
        _room.step()


def close():
    """Leave the room before a deep sleep."""
    _room.save()
    _room.is_leaving = _has_thread
    while _room.is_leaving:
        time.sleep_ms(20)
    _room.leave()  # nothing where the thread did
