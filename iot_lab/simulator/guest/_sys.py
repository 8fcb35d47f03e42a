# `sys` as an official ESP32 build shows itself; what is not here is the interpreter's own.
from _board import sys as _real
from collections import namedtuple as _namedtuple

_real.modules["sys"] = _real.modules["usys"] = _real.modules["_sys"]
__name__ = "sys"
_names = ("name", "version", "_machine", "_mpy", "_build")
platform = "esp32"
version = "3.4.0; MicroPython v1.27.0 on 2025-12-09"
implementation = _namedtuple("implementation", _names)(
    "micropython", (1, 27, 0, ""), "Generic ESP32 module with ESP32", 11014, "ESP32_GENERIC"
)
path = _real.path
modules = _real.modules


def __getattr__(name):
    return getattr(_real, name)
