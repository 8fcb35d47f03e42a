"""Synthetic ESP images: valid in every field and digest, with noise where the program would be."""

from __future__ import annotations

import hashlib
import random
import struct

from iot_lab.boards.chips import BY_NAME

_SYMBOLS = bytes(random.Random(1).choices(range(256), k=40))  # 40 symbols: compresses to about 2/3, as real code does
_TABLE = bytes(_SYMBOLS[number % 40] for number in range(256))
BLANK = b"\xff"
TABLE_OFFSET = 0x8000
APP_OFFSET = 0x10000
VFS_OFFSET = 0x200000


def noise(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size).translate(_TABLE)


def image(chip_number: int, payload: bytes, *, least=0, greatest=0xFFFF, has_digest=True, address=0x3F400020) -> bytes:
    """One segment, one checksum, one digest."""
    payload += bytes(-len(payload) % 4)
    header = struct.pack("<BBBBI", 0xE9, 1, 2, 0x20, 0x40080000)
    header += struct.pack("<B3sHBHH4sB", 0xEE, bytes(3), chip_number, 0, least, greatest, bytes(4), has_digest)
    body = header + struct.pack("<II", address, len(payload)) + payload
    checksum = 0xEF
    for byte in payload:
        checksum ^= byte
    body += bytes(15 - len(body) % 16) + bytes([checksum])
    return body + hashlib.sha256(body).digest() if has_digest else body


def description(version: str, project: str = "micropython") -> bytes:
    texts = (version.encode(), project.encode(), b"12:00:00", b"Nov 24 2026", b"v5.5.1", bytes(32))
    return struct.pack("<II8s32s32s16s16s32s32s", 0xABCD5432, 0, bytes(8), *texts) + bytes(80)


def table(rows: list[tuple[str, int, int, int, int]]) -> bytes:
    content = b"".join(
        struct.pack("<2sBBII16sI", b"\xaa\x50", kind, subtype, offset, size, label.encode(), 0)
        for label, kind, subtype, offset, size in rows
    )
    content += b"\xeb\xeb" + BLANK * 14 + hashlib.md5(content).digest()
    return content.ljust(0xC00, BLANK)


def rows(app_size: int = 0x1F0000, vfs_size: int = 0, *, has_ota: bool = False) -> list[tuple[str, int, int, int, int]]:
    """MicroPython's usual table; before 1.26 with a row `vfs`, since then without."""
    start = [("nvs", 1, 2, 0x9000, 0x4000 if has_ota else 0x6000)]
    start += [("otadata", 1, 0, 0xD000, 0x2000)] if has_ota else []
    start += [("phy_init", 1, 1, 0xF000, 0x1000)]
    start += [("ota_0" if has_ota else "factory", 0, 0x10 if has_ota else 0, APP_OFFSET, app_size)]
    return start + ([("vfs", 1, 0x81, APP_OFFSET + app_size, vfs_size)] if vfs_size else [])


def firmware(
    chip: str,
    *,
    version: str = "v1.27.0",
    app_bytes: int = 200_000,
    vfs_size: int = 0,
    has_ota: bool = False,
    is_padded: bool = False,
    project: str = "micropython",
    least: int = 0,
    greatest: int = 0xFFFF,
    seed: int = 7,
) -> bytes:
    """A combined .bin, from the bootloader to the end of the application, 0xFF between as mkimage leaves it."""
    about = BY_NAME[chip]
    flash = bytearray(BLANK * APP_OFFSET)
    bootloader = image(about.number, noise(17_000, seed), least=least, greatest=greatest, address=0x3FFF0030)
    flash[about.bootloader_offset : about.bootloader_offset + len(bootloader)] = bootloader
    flash[TABLE_OFFSET : TABLE_OFFSET + 0xC00] = table(rows(vfs_size=vfs_size, has_ota=has_ota))
    app = image(
        about.number, description(version, project) + noise(app_bytes, seed + 1), least=least, greatest=greatest
    )
    return bytes(flash[0 if is_padded else about.bootloader_offset :]) + app
