"""The line a board prints when the kit starts: `iot-lab kit <version> <board> <mac>` (docs/flashing.md).

Pure: bytes in, announcement out. MAC: six pairs of hexadecimal digits in lower case joined by colons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_LINE: Final = re.compile(
    rb"(?:^|[\r\n])iot-lab kit ([0-9A-Za-z.+-]{1,32}) ([a-z0-9-]{1,32}) ([0-9a-f]{2}(?::[0-9a-f]{2}){5})[\r\n]"
)
_BOOT_MODE: Final = re.compile(rb"boot:(0x[0-9a-f]{1,8})", re.IGNORECASE)
_WAITING: Final = re.compile(rb"waiting for download", re.IGNORECASE)
_KEPT_BYTES: Final = 16384


@dataclass(frozen=True, slots=True)
class Started:
    """The kit runs on a board."""

    kit: str
    board: str
    mac: str


@dataclass(slots=True)
class BootListener:
    """Collects what a board prints after its restart until the kit's line is complete."""

    heard: bytearray = field(default_factory=bytearray)

    def feed(self, content: bytes) -> Started | None:
        """Add bytes; return the kit's announcement once its line is there."""
        self.heard += content
        del self.heard[:-_KEPT_BYTES]
        found = _LINE.search(self.heard)
        return Started(*(group.decode() for group in found.groups())) if found else None

    @property
    def last_line(self) -> str:
        """The last line heard, made safe to show: often the first thing that explains a silent kit."""
        lines = [line.strip() for line in bytes(self.heard).decode("utf-8", "replace").splitlines()]
        line = next((line for line in reversed(lines) if line), "")
        return "".join(letter if letter.isprintable() else "?" for letter in line)[:120]


def refused_boot_mode(heard: bytes) -> str:
    """Return the boot mode of a chip that ran its program instead of waiting (`0x13`), else an empty text."""
    found = _BOOT_MODE.search(heard)
    return found[1].decode().lower() if found and not _WAITING.search(heard) else ""
