"""A program on its way to a board in parts, on `do/run` (docs/protocol.md): cut here, put together there. Pure.

Parts come in order; the first one begins again, whatever came before. `size` and `sha256` are those of the whole, the
same in every part, so that a part of another delivery is noticed and a program is run whole or not at all.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Any

from iot_lab.contract.limits import PART_BYTES, SIMULATED_PROGRAM_BYTES
from iot_lab.contract.orders import RequestRefused, order_id, request_json
from iot_lab.program_text import syntax_error


def cut(program: bytes, number: str) -> list[bytes]:
    """Return the payloads of `do/run` for the order of this `id`, one for each part."""
    pieces = [program[start : start + PART_BYTES] for start in range(0, len(program), PART_BYTES)] or [b""]
    whole = {"parts": len(pieces), "size": len(program), "sha256": hashlib.sha256(program).hexdigest()}
    return [
        request_json(number, part=place, **whole, data=base64.b64encode(piece).decode())
        for place, piece in enumerate(pieces)
    ]


@dataclass(frozen=True, slots=True)
class ProgramPart:
    """One part, as the request says it."""

    order_id: str
    number: int
    count: int
    size: int
    sha256: str
    data: bytes

    @property
    def whole(self) -> tuple[str, int, int, str]:
        """What is the same in all parts of one delivery."""
        return self.order_id, self.count, self.size, self.sha256


class ProgramParts:
    """What came so far, for a board that takes programs of `most_bytes`."""

    def __init__(self, most_bytes: int = SIMULATED_PROGRAM_BYTES) -> None:
        self._most_bytes = most_bytes
        self._first: ProgramPart | None = None
        self._data: list[bytes] = []

    def take(self, request: dict[str, Any]) -> str | None:
        """Return the program once its last part came; raises RequestRefused, and forgets what came before."""
        try:
            return self._take(_part(request, self._most_bytes))
        except RequestRefused:
            self._first, self._data = None, []
            raise

    def _take(self, part: ProgramPart) -> str | None:
        if part.number == 0:
            self._first, self._data = part, []
        first = self._first
        if first is None or part.number != len(self._data) or part.whole != first.whole:
            raise RequestRefused("order")
        self._data.append(part.data)
        if sum(map(len, self._data)) > first.size:
            raise RequestRefused("size")
        if len(self._data) < first.count:
            return None
        data, self._first, self._data = b"".join(self._data), None, []
        return _checked(data, first)


def _part(request: dict[str, Any], most_bytes: int) -> ProgramPart:
    number, count, size = (_whole_number(request.get(name)) for name in ("part", "parts", "size"))
    sha256, text = request.get("sha256"), request.get("data")
    if not isinstance(sha256, str) or not isinstance(text, str) or not 0 <= number < count:
        raise RequestRefused("request")
    if size > most_bytes or len(text) > 2 * PART_BYTES:
        raise RequestRefused("size")
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise RequestRefused("request") from None
    if len(data) > PART_BYTES:
        raise RequestRefused("size")
    return ProgramPart(order_id(request), number, count, size, sha256.lower(), data)


def _whole_number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise RequestRefused("request")
    return value


def _checked(data: bytes, first: ProgramPart) -> str:
    """Return the program's text; raises RequestRefused with the first thing that is wrong with it."""
    if len(data) != first.size:
        raise RequestRefused("size")
    if hashlib.sha256(data).hexdigest() != first.sha256:
        raise RequestRefused("checksum")
    try:
        program = data.decode()
    except UnicodeDecodeError as error:
        raise RequestRefused("syntax", line=data.count(b"\n", 0, error.start) + 1, message="not UTF-8") from None
    wrong = syntax_error(program)
    if wrong is not None:
        raise RequestRefused("syntax", line=wrong.lineno, message=wrong.msg)
    return program
