"""What esp32-mock-bootloader lacks: MAC, revision and flash size of each board, erasing, and speed.

Importing this module changes the mock for the whole process.
"""

from __future__ import annotations

import struct
import threading
import zlib

from iot_lab.boards.image import xor_of

# isort: split
from esp32_mock_bootloader import protocol, registers, server
from esptool.targets import CHIP_DEFS

current = threading.local()  # .board: the board of this thread
SECTOR = 0x1000
_SIZE_CODES = {2: 0x15, 4: 0x16, 8: 0x17, 16: 0x18}
_END, _ESCAPED_END, _ESCAPED_ESC = b"\xc0", b"\xdb\xdc", b"\xdb\xdd"


class Flash(server.FlashImage):
    """Flash of any size that is erased by sectors and, like the chip, only clears bits when it is written."""

    def __init__(self, size_bytes: int) -> None:
        super().__init__()
        self.data = bytearray(b"\xff") * size_bytes
        self.written = 0
        self.weak_at: int | None = None  # this byte loses a bit whenever it is written

    def begin_defl(self, payload):
        super().begin_defl(payload)
        self._erase(*reversed(struct.unpack_from("<I8xI", payload)))

    def begin_plain(self, payload):
        super().begin_plain(payload)
        self._erase(*reversed(struct.unpack_from("<I8xI", payload)))

    def write_defl_block(self, payload):
        if self._decompressor is None:
            return
        size = struct.unpack_from("<I", payload)[0]
        try:
            content = self._decompressor.decompress(payload[16 : 16 + size])
        except zlib.error:
            return
        self._defl_offset = self._store(self._defl_offset, content)

    def write_plain_block(self, payload):
        size = struct.unpack_from("<I", payload)[0]
        self._plain_offset = self._store(self._plain_offset, payload[16 : 16 + size])

    def _erase(self, offset, size):
        start, end = offset - offset % SECTOR, min(-(-(offset + size) // SECTOR) * SECTOR, len(self.data))
        self.data[start:end] = b"\xff" * (end - start)

    def _store(self, offset, content):
        content = content[: max(0, len(self.data) - offset)]
        self.data[offset : offset + len(content)] = content
        self.written += len(content)
        if self.weak_at is not None and offset <= self.weak_at < offset + len(content):
            self.data[self.weak_at] ^= 0x04
        return offset + len(content)


class Session(server.ChipSession):
    """Registers of this thread's board rather than of its kind."""

    def __init__(self, chip_mode):
        super().__init__(chip_mode)
        board = current.board
        self.registers.update(registers._mac_registers(chip_mode, board.mac_bytes))
        self.registers.update(_revision_registers(chip_mode, board.revision))
        if board.faults.is_locked:
            rom = CHIP_DEFS[chip_mode]
            self.registers[int(rom.EFUSE_SPI_BOOT_CRYPT_CNT_REG)] = int(rom.EFUSE_SPI_BOOT_CRYPT_CNT_MASK)
        if chip_mode == "esp32":  # 40 MHz, as on every development board
            crystal = registers._esp32_crystal_registers(40)
            revision = self.registers
            self.registers.update({address: value | revision.get(address, 0) for address, value in crystal.items()})
            self.registers[int(CHIP_DEFS["esp32"].UART_CLKDIV_REG)] = registers.uart_clkdiv_for_chip(
                "esp32", crystal_mhz=40
            )


def _revision_registers(chip_mode, revision):
    major, minor = divmod(revision, 100)
    if chip_mode == "esp32":
        base = int(CHIP_DEFS["esp32"].EFUSE_RD_REG_BASE)
        return {
            base + 12: (major >= 1) << 15,
            base + 20: (major >= 2) << 20 | minor << 24,
            0x3FF6607C: (major >= 3) << 31,
        }
    block = int(CHIP_DEFS[chip_mode].EFUSE_BLOCK1_ADDR)
    return {block + 12: (minor & 7) << 18, block + 20: (minor >> 3) << 23 | major << 24}


def _frames(raw):
    pieces = bytes(raw).split(_END)
    return [piece.replace(_ESCAPED_END, _END).replace(_ESCAPED_ESC, b"\xdb") for piece in pieces[1:-1] if piece]


def _encode(content):
    return _END + content.replace(b"\xdb", _ESCAPED_ESC).replace(_END, _ESCAPED_END) + _END


def _checksum(content, state=0xEF):
    return state ^ xor_of(content)


_read_spi = server.SpiPeripheralMock.read_reg


def _read_reg(self, address):
    value = _read_spi(self, address)
    return _SIZE_CODES[current.board.flash_mb] << 16 | 0x4020 if value == protocol.MOCK_FLASH_ID else value


server.ChipSession = Session
server.SpiPeripheralMock.read_reg = _read_reg
server.slip_decode_frames = _frames
server.slip_encode = _encode
protocol.data_checksum = _checksum
