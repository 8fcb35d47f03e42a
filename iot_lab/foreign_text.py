r"""The one gate for text and JSON that strangers wrote: boards, devices, browsers, files that somebody edited.

The theory. Python's str and json hold more than anything behind them can: half characters (`"\ud800"`) that no UTF-8
writes, infinities (`1e999`) that no JSON reads again, nesting that overflows whoever walks it, and characters that
command a terminal or turn a line around. So what comes in is made fit here, once: it is bounded in bytes and depth, its
numbers are finite, and its text can be encoded and shown anywhere. What cannot be made fit is refused with a reason;
what is only ugly is cleaned. After the gate nobody needs to think of it again: kept, it can be shown.

What was kept before there was a gate is mended when it is read: it may cost a value, never a page.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from typing import Any, Final, Literal, NoReturn

MOST_DEPTH: Final = 12
"""Of JSON, unless the reader allows less."""
MOST_BYTES: Final = 1 << 20
LARGEST: Final = 1e38
"""About the greatest single-precision float; also whole numbers stay below, whatever their digits."""
INSTEAD: Final = "·"
_JOINERS: Final = "\u200c\u200d"
"""Format characters that words and emoji are made of; all others command, hide or turn around."""
_NEVER_SHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

ForeignReason = Literal["size", "payload", "number"]


class ForeignRefused(ValueError):
    """What came cannot be made fit; `reason` is a word of docs/protocol.md, Refused."""

    def __init__(self, reason: ForeignReason) -> None:
        super().__init__(reason)
        self.reason = reason


def clean(text: str, most: int | None = None) -> str:
    """Return text that can be encoded and shown: controls, half characters and turns of direction become a dot.

    Tabs stay; ends of lines do not. `most` is the greatest number of characters, the last of them `…` where some go.
    """
    if most is not None and len(text) > most:
        text = f"{text[: most - 1]}…"
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


@lru_cache(maxsize=4096)
def _shown(letter: str) -> str:
    is_fit = letter == "\t" or letter in _JOINERS or unicodedata.category(letter) not in _NEVER_SHOWN
    return letter if is_fit else INSTEAD


def clean_lines(text: str) -> str:
    """Return text whose ends of lines stay; the rest as `clean`."""
    if text.isprintable():
        return text
    return "\n".join(clean(line) for line in text.replace("\r\n", "\n").split("\n"))


def clean_bytes(raw: bytes, most: int | None = None) -> str:
    """Return the text of bytes that should be UTF-8, made fit."""
    return clean(raw.decode(errors="replace"), most)


def decode_json(raw: bytes | str, *, keeps_nan: bool = False) -> Any:
    """Return JSON as it came, not made fit: for readers that take a few numbers out of it. Raises ForeignRefused.

    With `keeps_nan`, NaN and infinities are in it, for a reader who leaves out that value alone.
    """
    try:
        return (_LENIENT if keeps_nan else _DECODER).decode(raw if isinstance(raw, str) else raw.decode())
    except ForeignRefused:
        raise
    except (ValueError, RecursionError) as error:
        raise ForeignRefused("payload") from error


def read_json(raw: bytes | str, *, most_bytes: int = MOST_BYTES, depth: int = MOST_DEPTH) -> Any:
    """Return JSON made fit: strings and keys are clean, numbers finite, at most `depth` deep. Raises ForeignRefused."""
    if len(raw) > most_bytes:
        raise ForeignRefused("size")
    return _fit(decode_json(raw), depth, _refused_number)


def checked_json(raw: bytes | str, *, most_bytes: int = MOST_BYTES) -> Any:
    """Return JSON as it came, where it can be written again: for what holds programs and passwords.

    Raises ForeignRefused.
    """
    if len(raw) > most_bytes:
        raise ForeignRefused("size")
    found = decode_json(raw)
    try:
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise ForeignRefused("payload") from error
    return found


def finite_number(value: object) -> float | None:
    """Return a number that JSON brought, None where it is none or too large: a whole number of any length may come."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if abs(value) <= LARGEST else None  # false for NaN too


def mended_json(raw: str) -> Any:
    """Return JSON that was kept before, made fit whatever it holds: what cannot be shown becomes null."""
    try:
        return _fit(json.loads(raw), MOST_DEPTH, _no_number)
    except (ValueError, RecursionError):
        return None


def _fit(value: Any, depth: int, instead: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, int | float):
        return value if abs(value) <= LARGEST else instead()  # false for NaN too
    if not isinstance(value, dict | list):
        return value
    if depth == 0:
        raise ForeignRefused("payload")
    if isinstance(value, list):
        return [_fit(part, depth - 1, instead) for part in value]
    return {clean(key): _fit(part, depth - 1, instead) for key, part in value.items()}


def _refused_number() -> NoReturn:
    raise ForeignRefused("number")


def _no_number() -> None:
    return None


def _no_constant(_text: str) -> NoReturn:
    raise ForeignRefused("number")


_DECODER: Final = json.JSONDecoder(parse_constant=_no_constant)
_LENIENT: Final = json.JSONDecoder()
