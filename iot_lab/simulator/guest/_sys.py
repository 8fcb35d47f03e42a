# `sys` as an official ESP32 build shows itself; what is not here is the interpreter's own.
from _board import sys as _real
from _native import module
from collections import namedtuple

_NAMES = ("name", "version", "_machine", "_mpy", "_build")

_changes = {
    "platform": "esp32",
    "version": "3.4.0; MicroPython v1.27.0 on 2025-12-09",
    "implementation": namedtuple("implementation", _NAMES)(
        "micropython", (1, 27, 0, ""), "Generic ESP32 module with ESP32", 11014, "ESP32_GENERIC"
    ),
}
_real.modules["sys"] = _real.modules["usys"] = module(_real, _changes)
