# `os` of an ESP32: the unix port's, and `dupterm`, which it lacks. print and nothing else goes through the stream. An
# interruption is noted before the call returns, as on a chip (tests/rigs/chip_micropython.py).
import builtins
import gc

import uctypes
import uos
from uos import *

# Made once: an interruption must not need memory that is not there.
_place, _interruption = (int(number) for number in uos.getenv("CHIP_INTERRUPT").split(":"))
_place, _interruption = uctypes.bytearray_at(_place, 8), _interruption.to_bytes(8, "little")
_typed = bytearray(1)
_print = builtins.print
_stream = None


def dupterm(stream):
    global _stream
    _stream = stream
    builtins.print = _print if stream is None else _printed


def dupterm_notify(_):
    if _stream.readinto(_typed) and _typed[0] == 3:
        _place[:] = _interruption
        gc.collect()  # its signal wakes a main thread that sleeps


def _printed(*values, sep=" ", end="\n"):
    _stream.write((sep.join(str(value) for value in values) + end).encode())
    _print(*values, sep=sep, end=end)
