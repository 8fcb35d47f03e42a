"""The CRC of Sensirion's and Aosong's sensors: x^8 + x^5 + x^4 + 1 (0x31), first value 0xFF, highest bit first.

Source: Sensirion SHT3x-DIS datasheet v7, section 4.12 (0xBEEF gives 0x92); Aosong AHT20 v1.0, section 5.4.4.
"""

from __future__ import annotations

from typing import Final


def _entry(value: int) -> int:
    for _ in range(8):
        value = (value << 1 ^ 0x31 if value & 0x80 else value << 1) & 0xFF
    return value


_TABLE: Final = bytes(_entry(value) for value in range(256))


def crc8(data: bytes) -> int:
    """Return the check byte of `data`."""
    crc = 0xFF
    for value in data:
        crc = _TABLE[crc ^ value]
    return crc
