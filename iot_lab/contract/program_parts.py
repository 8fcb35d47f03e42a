"""A program on its way to a board in parts, on `do/run` (docs/protocol.md): cut here, put together there. Pure.

Parts come in order; the first one begins again, whatever came before. `size` and `sha256` are those of the whole, the
same in every part, so that a part of another delivery is noticed and a program is run whole or not at all. Where
files come with the program, `files` names them, the program first, and the whole is one after the other.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final, Self

from iot_lab.contract.limits import (
    FILE_BYTES,
    FILE_NAME_CHARACTERS,
    FILES,
    PART_BYTES,
    SIMULATED_PROGRAM_BYTES,
    TOGETHER_BYTES,
)
from iot_lab.contract.orders import RequestRefused, order_id, request_json
from iot_lab.program_text import syntax_error

if TYPE_CHECKING:
    from collections.abc import Mapping

MAIN: Final = "main.py"
KITS_FILES: Final = frozenset(
    {
        "boot.py", "config.json", "kit.json", "kit.py", "kit_choice.py", "lab.mpy", "lab.py", "numbers.json",
        "program.new", "program.old", "program.part", "program.py", "state.json",
    }
)  # fmt: skip
KITS_FOLDERS: Final = ("kit/", "kits/", "queue/", "with/")
"""Names that the kit itself uses on a board (docs/firmware.md): a learner's file could be mistaken for its own."""
_FILE_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*){0,2}")


def is_file_name(name: object) -> bool:
    """Say whether a file of this name may come with a program: three levels at most, none hidden, none the kit's."""
    return _is_written_right(name) and not is_kits_name(name)


def is_kits_name(name: object) -> bool:
    """Say whether the kit has a file of this name on every board."""
    return isinstance(name, str) and (name in KITS_FILES or name.startswith(KITS_FOLDERS))


def _is_written_right(name: object) -> bool:
    return isinstance(name, str) and len(name) <= FILE_NAME_CHARACTERS and _FILE_NAME.fullmatch(name) is not None


class SentProgram(str):
    """A program's text as a board got it; `files` came with it: path -> content."""

    __slots__ = ("files",)
    files: Mapping[str, bytes]

    def __new__(cls, text: str, files: Mapping[str, bytes]) -> Self:
        sent = super().__new__(cls, text)
        sent.files = files
        return sent


def whole_of(program: bytes, files: Mapping[str, bytes]) -> bytes:
    """Return what travels: the program, then its files in their order."""
    return program + b"".join(files.values())


def cut(program: bytes, number: str, files: Mapping[str, bytes] | None = None) -> list[bytes]:
    """Return the payloads of `do/run` for the order of this `id`, one for each part."""
    content = whole_of(program, files or {})
    pieces = [content[start : start + PART_BYTES] for start in range(0, len(content), PART_BYTES)] or [b""]
    whole: dict[str, Any] = {"parts": len(pieces), "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    if files:
        whole["files"] = [[MAIN, len(program)], *([name, len(data)] for name, data in files.items())]
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
    files: tuple[tuple[str, int], ...] = ()
    """Name and size of each file, the program first; empty where the whole is the program."""

    @property
    def whole(self) -> tuple[str, int, int, str, tuple[tuple[str, int], ...]]:
        """What is the same in all parts of one delivery."""
        return self.order_id, self.count, self.size, self.sha256, self.files


class ProgramParts:
    """What came so far, for a board that takes programs of `most_bytes`."""

    def __init__(self, most_bytes: int = SIMULATED_PROGRAM_BYTES) -> None:
        self._most_bytes = most_bytes
        self._first: ProgramPart | None = None
        self._data: list[bytes] = []

    def take(self, request: dict[str, Any]) -> SentProgram | None:
        """Return the program once its last part came; raises RequestRefused.

        A part that is wrong ends its own delivery; what is malformed, or of another delivery, leaves the one that was
        begun alone: of two senders at once, the one that began last is served.
        """
        part = _part(request, self._most_bytes)
        if part.number == 0:
            self._first, self._data = part, []
        if self._first is None or part.whole != self._first.whole:
            raise RequestRefused("order")
        try:
            return self._take(part, self._first)
        except RequestRefused:
            self._first, self._data = None, []
            raise

    def _take(self, part: ProgramPart, first: ProgramPart) -> SentProgram | None:
        if part.number != len(self._data):
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
    listed = request.get("files")
    if size > (most_bytes if listed is None else TOGETHER_BYTES) or len(text) > 2 * PART_BYTES:
        raise RequestRefused("size")
    files = () if listed is None else _files(listed, size)
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise RequestRefused("request") from None
    if len(data) > PART_BYTES:
        raise RequestRefused("size")
    return ProgramPart(order_id(request), number, count, size, sha256.lower(), data, files)


def _files(listed: object, size: int) -> tuple[tuple[str, int], ...]:
    if not isinstance(listed, list) or not 1 <= len(listed) <= FILES:
        raise RequestRefused("request")
    found: dict[str, int] = {}
    for one in listed:
        if not isinstance(one, list) or len(one) != 2 or not _is_written_right(one[0]):
            raise RequestRefused("request")
        found[one[0]] = _whole_number(one[1])
    if len(found) != len(listed) or sum(found.values()) != size or max(found.values()) > FILE_BYTES:
        raise RequestRefused("request")
    if any(map(is_kits_name, found)):
        raise RequestRefused("name")
    return tuple(found.items())


def _whole_number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise RequestRefused("request")
    return value


def _checked(data: bytes, first: ProgramPart) -> SentProgram:
    """Return the program and its files; raises RequestRefused with the first thing that is wrong with them."""
    if len(data) != first.size:
        raise RequestRefused("size")
    if hashlib.sha256(data).hexdigest() != first.sha256:
        raise RequestRefused("checksum")
    ends = pairwise(accumulate((size for _, size in first.files or ((MAIN, first.size),)), initial=0))
    main, *others = [data[start:end] for start, end in ends]
    files = dict(zip((name for name, _ in first.files[1:]), others, strict=True))
    for name, content in files.items():
        if name.endswith(".py"):
            _python(content, f"{name}: ")
    return SentProgram(_python(main), files)


def _python(content: bytes, where: str = "") -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RequestRefused("syntax", line=line, message=f"{where}not UTF-8") from None
    wrong = syntax_error(text)
    if wrong is not None:
        raise RequestRefused("syntax", line=wrong.lineno, message=f"{where}{wrong.msg}")
    return text
