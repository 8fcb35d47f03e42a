"""Numbers as an ESP32 computes them: every result is rounded to single precision."""

from __future__ import annotations

import struct
from functools import wraps


def rounded(value: float) -> float:
    return struct.unpack("f", struct.pack("f", value))[0]


class Single(float):
    """A float of 32 bits; what is computed with it is one too."""

    def __new__(cls, value: float):
        return super().__new__(cls, rounded(value))


def _in_single(name: str):
    operation = getattr(float, name)

    @wraps(operation)
    def compute(self, other):
        return Single(operation(self, rounded(other)))

    return compute


for _name in ("add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv"):
    setattr(Single, f"__{_name}__", _in_single(f"__{_name}__"))
