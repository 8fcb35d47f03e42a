# `_thread` as programs get it, and the rest that their loops take: what lets the kit's thread have its share of the chip.
#
# Nobody can end another thread. Those of a program that the laptop sent end at their next rest once they have to (`end_them`);
# where some go on, the board restarts (runner.py). Many that never wait would leave the kit too small a share: so they are few.
import time
from builtins import SystemExit

import _thread as _real

_REST_EVERY_MS, _REST_MS = 100, 5
_END_MS = 300
_MOST = 16

_main = _real.get_ident()
_lock = _real.allocate_lock()
_alive = 0
_have_to_end = False
_rested_ms = time.ticks_ms()


def _start(function, args, kwargs=None):
    if _alive >= _MOST:
        raise OSError("can't create thread: %d are running" % _alive)
    _count(1)
    try:
        return _real.start_new_thread(_run, (function, args, kwargs or {}))
    except BaseException:
        _count(-1)
        raise


def are_alive():
    return _alive > 0


def end_them():
    """Let a program's threads end; say whether some go on."""
    global _have_to_end
    _have_to_end = True
    for _ in range(_END_MS // 10):
        if not _alive:
            break
        time.sleep_ms(10)
    _have_to_end = False
    return _alive > 0


def rest(value=None):
    """A call that the laptop puts in the program's loops (`__rest__`), and `lab` in what programs call often."""
    global _rested_ms
    if _have_to_end and _real.get_ident() != _main:
        raise SystemExit
    if time.ticks_diff(time.ticks_ms(), _rested_ms) > _REST_EVERY_MS:
        time.sleep_ms(_REST_MS)
        _rested_ms = time.ticks_ms()
    return value


def _run(function, args, kwargs):
    try:
        return function(*args, **kwargs)
    finally:
        _count(-1)


def _count(change):
    global _alive
    with _lock:
        _alive += change


def _be_thread():
    """This is the program's `_thread`: MicroPython's, but for this."""
    mine = globals()
    for name in dir(_real):
        if name[0] != "_":
            mine[name] = getattr(_real, name)
    mine["start_new_thread"] = _start


_be_thread()
