"""The chips we flash, by the number that Espressif gives them in image headers.

The number and the bootloader's address come from ESP-IDF (`esp_chip_id_t`, `BOOTLOADER_OFFSET_IN_FLASH`);
a test compares this table with esptool's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ChipModel:
    """One family of chips: its name as esptool says it, and where its ROM looks for the bootloader.

    `button` is the GPIO of BOOT (the chip's strapping pin), `led` that of the LED on the usual board of that chip.
    """

    number: int
    name: str
    bootloader_offset: int
    button: int
    led: int | None


CHIPS: Final = (
    ChipModel(0, "ESP32", 0x1000, 0, 2),
    ChipModel(2, "ESP32-S2", 0x1000, 0, 15),
    ChipModel(5, "ESP32-C3", 0x0, 9, 8),
    ChipModel(9, "ESP32-S3", 0x0, 0, 48),
    ChipModel(12, "ESP32-C2", 0x0, 9, 8),
    ChipModel(13, "ESP32-C6", 0x0, 9, 8),
    ChipModel(16, "ESP32-H2", 0x0, 9, 8),
    ChipModel(18, "ESP32-P4", 0x2000, 35, None),
    ChipModel(23, "ESP32-C5", 0x2000, 28, 27),
)
BY_NUMBER: Final = {chip.number: chip for chip in CHIPS}
BY_NAME: Final = {chip.name: chip for chip in CHIPS}
