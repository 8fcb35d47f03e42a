"""A program that arrives in parts on `do/run` (docs/protocol.md): put together and checked. Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Any, Final

from iot_lab.program_text import syntax_error

LARGEST_PROGRAM_BYTES: Final = 64 * 1024
LARGEST_PART_BYTES: Final = 1536
LONGEST_ID: Final = 40


class OrderRefused(Exception):
    """An order that is answered with an error; `said` is the answer's `error` and what goes with it."""

    def __init__(self, code: str, **more: object) -> None:
        super().__init__(code)
        self.said: dict[str, Any] = {"error": code, **more}


@dataclass(frozen=True, slots=True)
class Part:
    """One part, as the request says it."""

    order_id: str
    number: int
    count: int
    size: int
    sha256: str
    data: bytes


class ProgramParts:
    """What came so far."""

    def __init__(self) -> None:
        self._first: Part | None = None
        self._data: list[bytes] = []

    def take(self, request: dict[str, Any]) -> str | None:
        """Return the program once its last part came; raises OrderRefused, and forgets what came before."""
        try:
            return self._take(_part(request))
        except OrderRefused:
            self._first, self._data = None, []
            raise

    def _take(self, part: Part) -> str | None:
        if part.number == 0:
            self._first, self._data = part, []
        first = self._first
        if first is None or part.number != len(self._data) or _whole(part) != _whole(first):
            raise OrderRefused("order")
        self._data.append(part.data)
        if sum(map(len, self._data)) > first.size:
            raise OrderRefused("size")
        if len(self._data) < first.count:
            return None
        data, self._first, self._data = b"".join(self._data), None, []
        return _checked(data, first)


def order_id(request: object) -> str:
    """Return the `id` of an order; raises OrderRefused."""
    found = request.get("id") if isinstance(request, dict) else None
    if not isinstance(found, str) or not 1 <= len(found) <= LONGEST_ID:
        raise OrderRefused("request")
    return found


def _part(request: dict[str, Any]) -> Part:
    number, count, size = (_whole_number(request.get(name)) for name in ("part", "parts", "size"))
    sha256, text = request.get("sha256"), request.get("data")
    if not isinstance(sha256, str) or not isinstance(text, str) or not 0 <= number < count:
        raise OrderRefused("request")
    if size > LARGEST_PROGRAM_BYTES or len(text) > 2 * LARGEST_PART_BYTES:
        raise OrderRefused("size")
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise OrderRefused("request") from None
    if len(data) > LARGEST_PART_BYTES:
        raise OrderRefused("size")
    return Part(order_id(request), number, count, size, sha256.lower(), data)


def _whole_number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise OrderRefused("request")
    return value


def _whole(part: Part) -> tuple[str, int, int, str]:
    return part.order_id, part.count, part.size, part.sha256


def _checked(data: bytes, first: Part) -> str:
    """Return the program's text; raises OrderRefused with the first thing that is wrong with it."""
    if len(data) != first.size:
        raise OrderRefused("size")
    if hashlib.sha256(data).hexdigest() != first.sha256:
        raise OrderRefused("checksum")
    try:
        program = data.decode()
    except UnicodeDecodeError as error:
        raise OrderRefused("syntax", line=data.count(b"\n", 0, error.start) + 1, message="not UTF-8") from None
    wrong = syntax_error(program)
    if wrong is not None:
        raise OrderRefused("syntax", line=wrong.lineno, message=wrong.msg)
    return program
