# `micropython` of an ESP32 build; what is not here is the interpreter's own.
from _board import sys as _sys

_sys.modules.pop("micropython")
import micropython as _real

_sys.modules["micropython"] = _sys.modules["_micropython"]
__name__ = "micropython"
const = _real.const


def alloc_emergency_exception_buf(size):
    int(size)


def kbd_intr(character):
    int(character)


def __getattr__(name):
    return getattr(_real, name)
