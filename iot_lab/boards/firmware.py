"""A firmware file (.bin), taken apart and checked before a byte of it is written.

Where the bootloader, the table and the application go is read from the file itself. `nvs` and `phy_init` (a board's own
calibration and settings) are never part of what is written, though combined files have blanks there.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from iot_lab.boards import partitions
from iot_lab.boards.chips import BY_NUMBER, ChipModel
from iot_lab.boards.errors import FirmwareDamaged, FirmwareIncomplete, FirmwareMisplaced, NotFirmware
from iot_lab.boards.image import MAGIC, Image, ImageBroken, read_description, read_image
from iot_lab.boards.partitions import TABLE_BYTES, Partition, TableBroken

MOST_BYTES: Final = 16 * 1024 * 1024
SECTOR_BYTES: Final = 4096
_PART_BYTES: Final = 512 * 1024  # an application goes in parts this big: what was verified is not sent again
_TABLE_SEARCH_END: Final = 0x20000
_BLANK: Final = b"\xff"
_GREETING: Final = re.compile(rb"MicroPython (v[0-9][0-9A-Za-z.+-]{1,40}) on ")


@dataclass(frozen=True, slots=True)
class FlashPart:
    """Bytes for one place of the flash; `offset` is a multiple of 4096."""

    name: str
    offset: int
    content: bytes

    @property
    def md5(self) -> str:
        """The digest that the board computes of its own flash to prove it holds these bytes."""
        return hashlib.md5(self.content, usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Firmware:
    """A whole, checked firmware: its chip, its parts in flash order, its partition table."""

    chip: ChipModel
    version: str
    project: str
    sha256: str
    parts: tuple[FlashPart, ...]
    table: tuple[Partition, ...]
    images: tuple[Image, ...]

    def accepts_revision(self, revision: int) -> bool:
        """Say whether a chip of this revision (major x 100 + minor) may run both bootloader and application."""
        return all(image.accepts(revision) for image in self.images)

    def file_system(self, flash_bytes: int) -> tuple[int, int] | None:
        """Return (offset, size) of the board's files on a flash of this size; None where it is too small."""
        return partitions.file_system_region(list(self.table), flash_bytes)


def read_firmware(content: bytes, name: str = "") -> Firmware:
    """Take a firmware file apart; `name` is only for the errors' texts.

    Raises NotFirmware, FirmwareIncomplete (an application alone), FirmwareDamaged, FirmwareMisplaced.
    """
    start = next((at for at in range(0, 0x3000, SECTOR_BYTES) if content[at : at + 1] == bytes([MAGIC])), None)
    if start is None or len(content) > MOST_BYTES or content[:start].strip(_BLANK):
        raise NotFirmware(file=name)
    bootloader = _image(content[start:], name)
    chip = BY_NUMBER.get(bootloader.chip_number)
    if chip is None:
        raise NotFirmware(file=name)
    base = chip.bootloader_offset - start  # the flash address of the file's first byte
    table_at, table = _find_table(content, start + bootloader.size, name)
    app_row = partitions.first_app(table)
    if base < 0 or app_row is None or app_row.offset <= base + table_at:
        raise FirmwareMisplaced(file=name, chip=chip.name)
    app_content = content[app_row.offset - base :]
    app = _image(app_content, name)
    _check_pair(bootloader, app, app_row, name)
    project, version = _title(app_content[: app.size])
    return Firmware(
        chip=chip,
        version=version,
        project=project,
        sha256=hashlib.sha256(content).hexdigest(),
        parts=(
            _part("bootloader", chip.bootloader_offset, content[start : start + bootloader.size]),
            _part("table", base + table_at, content[table_at : table_at + TABLE_BYTES]),
            *_blank_choice(table),
            *_app_parts(app_row.offset, app_content[: app.size]),
        ),
        table=tuple(table),
        images=(bootloader, app),
    )


def _title(app: bytes) -> tuple[str, str]:
    """Return project and version; older MicroPython leaves its description empty but greets with its version."""
    greeting = _GREETING.search(app)
    if greeting:
        return "micropython", greeting[1].decode()
    description = read_description(app)
    return (description.project, description.version) if description else ("", "")


def _image(content: bytes, name: str) -> Image:
    """Read one image; a page of text saved as .bin is no firmware, anything that begins like one is damaged."""
    if content[:1] != bytes([MAGIC]):
        raise FirmwareMisplaced(file=name, chip="?")
    try:
        return read_image(content)
    except ImageBroken as error:
        raise FirmwareDamaged(file=name) from error


def _find_table(content: bytes, earliest: int, name: str) -> tuple[int, list[Partition]]:
    """Find the table on a sector after the bootloader: its place is a choice of the build."""
    first = -(-earliest // SECTOR_BYTES) * SECTOR_BYTES
    for position in range(first, min(len(content), _TABLE_SEARCH_END), SECTOR_BYTES):
        if content[position : position + 2] != b"\xaa\x50":
            continue
        try:
            return position, partitions.read_table(content[position : position + TABLE_BYTES])
        except TableBroken as error:
            raise FirmwareDamaged(file=name) from error
    raise FirmwareIncomplete(file=name)


def _check_pair(bootloader: Image, app: Image, row: Partition, name: str) -> None:
    if app.chip_number != bootloader.chip_number or app.size > row.size:
        raise FirmwareDamaged(file=name)


def _blank_choice(table: list[Partition]) -> list[FlashPart]:
    """Erase the memory of an update over the air, else the old application would start instead of ours."""
    rows = [row for row in table if row.kind == partitions.DATA and row.subtype == partitions.OTA_STATE]
    return [FlashPart("otadata", row.offset, _BLANK * row.size) for row in rows[:1] if row.size <= 0x4000]


def _app_parts(offset: int, content: bytes) -> list[FlashPart]:
    starts = range(0, len(content), _PART_BYTES)
    return [_part("app", offset + start, content[start : start + _PART_BYTES]) for start in starts]


def _part(name: str, offset: int, content: bytes) -> FlashPart:
    """Fill to a multiple of 4, as esptool would before it asks for the digest."""
    return FlashPart(name, offset, content + _BLANK * (-len(content) % 4))
