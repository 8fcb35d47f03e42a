"""What a board prints after a restart: it starts only what its flash really holds."""

from __future__ import annotations

import json

from littlefs import LittleFS, LittleFSError

from iot_lab.boards.chips import BY_NAME
from iot_lab.boards.image import ImageBroken, read_image
from iot_lab.boards.partitions import TableBroken, file_system_region, first_app, read_table
from tests.rigs.flash.images import TABLE_OFFSET

ROM = b"ets Jul 29 2019 12:21:46\r\n\r\nrst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)\r\n"


def boot_lines(chip: str, mac: str, flash: bytes, *, says_line: bool = True) -> bytes:
    """Check what ROM and bootloader check, mount what MicroPython mounts, and speak as the kit does."""
    try:
        read_image(flash[BY_NAME[chip].bootloader_offset :])
        table = read_table(flash[TABLE_OFFSET:])
        read_image(flash[first_app(table).offset :])
    except (ImageBroken, TableBroken):
        return ROM + b"invalid header: 0xffffffff\r\n" * 3
    files = read_files(flash, *file_system_region(table, len(flash)))
    if "config.json" not in files or not says_line:
        return ROM + b'MicroPython v1.27.0; ESP32 module\r\nType "help()" for more information.\r\n>>> '
    config = json.loads(files["config.json"])
    return ROM + f"\r\niot-lab kit {config['kit']} {config['name']} {mac}\r\n".encode()


def read_files(flash: bytes, offset: int, size: int) -> dict[str, bytes]:
    """Return every file of a file system in the flash, by path; none where it cannot be mounted."""
    system = LittleFS(block_size=4096, block_count=size // 4096, mount=False, name_max=255)
    system.context.buffer = bytearray(flash[offset : offset + size])
    try:
        system.mount()
    except LittleFSError:
        return {}
    files = {}
    for folder, _, names in system.walk("/"):
        for name in names:
            path = f"{folder.rstrip('/')}/{name}"
            with system.open(path, "rb") as file:
                files[path.lstrip("/")] = file.read()
    return files
