# `micropython` of an ESP32 build; what is not here is the interpreter's own.
import micropython as _real
from _board import sys as _sys
from _native import module


def alloc_emergency_exception_buf(size):
    int(size)


def kbd_intr(character):
    int(character)


_sys.modules["micropython"] = module(
    _real, {"alloc_emergency_exception_buf": alloc_emergency_exception_buf, "kbd_intr": kbd_intr}
)
