"""What the broker writes down to survive a kill: small records, and blocks of them with a check sum. Pure.

A block is what one flush wrote: length (4 bytes), CRC-32 (4), records. A torn last block is left out.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAGIC: Final = b"iot-lab broker 2\n"
_BLOCK = struct.Struct("!II")
_RECORD = struct.Struct("!cI")
_MESSAGE, _U32, _TARGET = struct.Struct("!cII"), struct.Struct("!I"), struct.Struct("!IH")
_LONGEST_BLOCK: Final = 1 << 30


class TornJournal(Exception):
    """A block that is cut or damaged: what follows cannot be trusted. `end` is where the sound part ends, in bytes."""

    def __init__(self, end: int) -> None:
        self.end = end
        super().__init__(f"sound up to byte {end}")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its kind (one letter) and its fields, still encoded."""

    kind: bytes
    body: bytes


def pack(kind: bytes, *fields: int | str | bytes) -> bytes:
    """Encode one record; integers take 4 bytes, texts and bytes bear their length."""
    parts: list[bytes] = []
    size = 0
    for value in fields:
        if isinstance(value, int):
            raw = value.to_bytes(4, "big")
        else:
            text = value.encode() if isinstance(value, str) else value
            raw = len(text).to_bytes(4, "big") + text
        parts.append(raw)
        size += len(raw)
    return b"".join((_RECORD.pack(kind, size), *parts))


def pack_message(kind: bytes, topic: bytes, payload: bytes, targets: Sequence[tuple[int, int]]) -> bytes:
    """Encode a message and who must acknowledge it, as `pack` would: the record that each message costs."""
    raw = pack_targets(targets)
    sizes = len(topic), len(payload), len(raw)
    head = _MESSAGE.pack(kind, sum(sizes) + 12, sizes[0])
    return b"".join((head, topic, _U32.pack(sizes[1]), payload, _U32.pack(sizes[2]), raw))


def unpack(body: bytes, shape: str) -> list[int | str | bytes]:
    """Decode a record's fields; `shape` has a letter for each: i(nteger), t(ext), b(ytes). Raises ValueError."""
    found: list[int | str | bytes] = []
    position = 0
    for letter in shape:
        if position + 4 > len(body):
            raise ValueError("record too short")
        number = int.from_bytes(body[position : position + 4], "big")
        position += 4
        if letter == "i":
            found.append(number)
            continue
        raw = body[position : position + number]
        position += number
        if len(raw) != number:
            raise ValueError("field too short")
        found.append(raw.decode() if letter == "t" else raw)
    return found


def pack_targets(targets: Sequence[tuple[int, int]]) -> bytes:
    """Encode (session number, packet identifier) pairs."""
    return b"".join([_TARGET.pack(*target) for target in targets])


def unpack_targets(raw: bytes) -> list[tuple[int, int]]:
    """Decode what `pack_targets` made."""
    return [
        (int.from_bytes(raw[at : at + 4], "big"), int.from_bytes(raw[at + 4 : at + 6], "big"))
        for at in range(0, len(raw), 6)
    ]


def block(records: Sequence[bytes]) -> bytes:
    """Encode the records of one flush."""
    content = b"".join(records)
    return _BLOCK.pack(len(content), zlib.crc32(content)) + content


def read_records(journal: bytes) -> Iterator[Record]:
    """Yield the records of a journal; raises TornJournal, after the sound ones, where a block is cut or damaged."""
    if not journal.startswith(MAGIC):
        raise TornJournal(0)
    position = len(MAGIC)
    while position < len(journal):
        start = position + _BLOCK.size
        if start > len(journal):
            raise TornJournal(position)
        length, check = _BLOCK.unpack_from(journal, position)
        content = journal[start : start + length]
        if length <= _LONGEST_BLOCK and len(content) < length:
            raise TornJournal(position)
        if length > _LONGEST_BLOCK or zlib.crc32(content) != check:
            raise TornJournal(position)
        yield from _records(content)
        position = start + length


def _records(content: bytes) -> Iterator[Record]:
    position = 0
    while position < len(content):
        if position + _RECORD.size > len(content):
            raise ValueError("record too short")
        kind, size = _RECORD.unpack_from(content, position)
        position += _RECORD.size
        yield Record(kind, content[position : position + size])
        position += size
