"""The partition table of a firmware: which part of the flash holds what.

Format: ESP-IDF, "Partition Tables": rows of 32 bytes that begin with AA 50, then an MD5 row that begins with EB EB.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from typing import Final

TABLE_BYTES: Final = 0x1000
_ROW: Final = struct.Struct("<2sBBII16sI")
_ROW_MAGIC: Final = b"\xaa\x50"
_DIGEST_MAGIC: Final = b"\xeb\xeb" + b"\xff" * 14
APP: Final = 0x00
DATA: Final = 0x01
OTA_STATE: Final = 0x00
PHY: Final = 0x01
NVS: Final = 0x02
_FIRST_APPS: Final = (0x00, 0x10)  # factory, then ota_0: the one the bootloader starts when nothing else was said


class TableBroken(ValueError):
    """The bytes are not a partition table, or its MD5 is wrong."""


@dataclass(frozen=True, slots=True)
class Partition:
    """One row: `kind` 0 is an application, 1 is data; offsets and sizes are bytes of flash."""

    label: str
    kind: int
    subtype: int
    offset: int
    size: int

    @property
    def end(self) -> int:
        """The first byte of flash after this partition."""
        return self.offset + self.size


def read_table(content: bytes) -> list[Partition]:
    """Read the rows of a table, in order, and check the MD5 that closes it. Raises TableBroken."""
    rows: list[Partition] = []
    for position in range(0, min(len(content), TABLE_BYTES) - _ROW.size + 1, _ROW.size):
        row = content[position : position + _ROW.size]
        if row.startswith(_DIGEST_MAGIC):
            if hashlib.md5(content[:position], usedforsecurity=False).digest() != row[16:]:
                raise TableBroken("wrong MD5")
            break
        magic, kind, subtype, offset, size, label, _flags = _ROW.unpack(row)
        if magic != _ROW_MAGIC:
            break
        rows.append(Partition(label.split(b"\0")[0].decode("ascii", "replace"), kind, subtype, offset, size))
    if not rows:
        raise TableBroken("no row")
    return rows


def first_app(table: list[Partition]) -> Partition | None:
    """Return the application that starts when nothing else was chosen: factory, else ota_0."""
    apps = {row.subtype: row for row in table if row.kind == APP}
    return next((apps[subtype] for subtype in _FIRST_APPS if subtype in apps), None)


def file_system_region(table: list[Partition], flash_bytes: int) -> tuple[int, int] | None:
    """Return where MicroPython keeps its files (offset, size), or None where the flash is too small.

    Before MicroPython 1.26 the table has a row `vfs`; since then the firmware makes it from the end of the last
    partition to the end of the flash that it detects.
    """
    row = next((row for row in table if row.label == "vfs"), None)
    if row is not None:
        return (row.offset, row.size) if row.end <= flash_bytes else None
    offset = max(row.end for row in table)
    return (offset, flash_bytes - offset) if offset < flash_bytes else None
