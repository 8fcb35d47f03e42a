"""Read what a program published: untrusted bytes, parsed on the host, shown only as short printable text.

So the order of JSON keys and the way in which a number is written do not matter.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from typing import Final

from iot_lab.nesting import is_deep_json

LONGEST_QUOTE: Final = 60
NOT_JSON: Final = object()


@lru_cache(maxsize=4096)
def parse_json(payload: bytes) -> object:
    """Return what the JSON says (RFC 8259: NaN and infinities are none), or NOT_JSON."""
    try:
        text = payload.decode("utf-8")
        return NOT_JSON if is_deep_json(text) else json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return NOT_JSON


def number_in(value: object) -> float | None:
    """Return a finite number; None for anything else, true and false included."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None


def printable(text: str) -> str:
    """Return at most 60 characters, those that could move a cursor or hide replaced."""
    shown = "".join(letter if letter.isprintable() else "·" for letter in text[: LONGEST_QUOTE + 1])
    return shown if len(shown) <= LONGEST_QUOTE else shown[:LONGEST_QUOTE] + "…"


def _refuse(constant: str) -> object:
    raise ValueError(constant)
