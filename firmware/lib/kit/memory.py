# Memory that a program can take away from the board. Since MicroPython 1.21 the heap grows into the memory that Wi-Fi and
# sockets need (100 KB of it free after a start, 1.5 KB after a memory bomb); two collections give back what is free again.
#
# A reserve is set aside at the start: what stops a program that took everything, and reports it, needs some memory itself.
import gc
import time

import micropython

SHORT_BYTES = 12 * 1024  # below, Wi-Fi and sockets begin to fail
RESERVE_BYTES = 4096
WEIGHED_MS = 10000

_reserve = None
_was_short, _weighed_ms = False, time.ticks_ms()


def keep_reserve():
    """Set the reserve aside, where there is room for it."""
    global _reserve
    if _reserve is None:
        try:
            _reserve = bytearray(RESERVE_BYTES)
        except MemoryError:
            pass  # what a program left behind in C: the next start has it again


def use_reserve():
    """Let what comes next have the reserve."""
    global _reserve
    _reserve = None
    gc.collect()


def forget_error():
    """Let go what the program's error holds; then give it back.

    An error that finds no memory is made in the one place that MicroPython sets aside for that, and what it was given stays there
    until the next such error: one of ours, which holds nothing.
    """
    micropython.heap_lock()
    try:
        bytearray(RESERVE_BYTES)
    except MemoryError:
        pass
    finally:
        micropython.heap_unlock()  # also where an interruption comes between
    give_back()


def give_back():
    """Collect twice: the second time returns to the system what the first one emptied."""
    gc.collect()
    gc.collect()


def is_short():
    """Say whether Wi-Fi and sockets lack memory although nothing can be collected any more.

    Where they do, it is asked again after a while only: the answer costs two collections.
    """
    global _was_short, _weighed_ms
    now = time.ticks_ms()
    if not _was_short or time.ticks_diff(now, _weighed_ms) >= WEIGHED_MS:
        _weighed_ms, _was_short = now, _is_short()
    return _was_short


def _is_short():
    free = _free_bytes()
    if free is None or free >= SHORT_BYTES:
        return False
    give_back()
    return _free_bytes() < SHORT_BYTES


def _free_bytes():
    """Return the memory outside of Python's heap; None where the chip's firmware does not tell."""
    try:
        import esp32

        return sum(region[1] for region in esp32.idf_heap_info(esp32.HEAP_DATA))
    except (ImportError, AttributeError):
        return None
