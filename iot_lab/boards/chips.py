"""The chips we flash, by the number that Espressif gives them in image headers.

The number and the bootloader's address come from ESP-IDF (`esp_chip_id_t`, `BOOTLOADER_OFFSET_IN_FLASH`);
a test compares this table with esptool's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Chip:
    """One family of chips: its name as esptool says it, and where its ROM looks for the bootloader."""

    number: int
    name: str
    bootloader_offset: int


CHIPS: Final = (
    Chip(0, "ESP32", 0x1000),
    Chip(2, "ESP32-S2", 0x1000),
    Chip(5, "ESP32-C3", 0x0),
    Chip(9, "ESP32-S3", 0x0),
    Chip(12, "ESP32-C2", 0x0),
    Chip(13, "ESP32-C6", 0x0),
    Chip(16, "ESP32-H2", 0x0),
    Chip(18, "ESP32-P4", 0x2000),
    Chip(23, "ESP32-C5", 0x2000),
)
BY_NUMBER: Final = {chip.number: chip for chip in CHIPS}
BY_NAME: Final = {chip.name: chip for chip in CHIPS}
