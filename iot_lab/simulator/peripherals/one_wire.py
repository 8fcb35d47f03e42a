"""A 1-Wire bus, bit by bit: presence, search, match and skip of the parts' 64-bit numbers; the rest goes to the part.

Source: Maxim DS18B20 datasheet, sections "64-bit lasered ROM code", "Transaction sequence", "ROM commands"; CRC with
the polynomial x^8 + x^5 + x^4 + 1 (section "CRC generation").
"""

from __future__ import annotations

from typing import Final, Protocol

SEARCH, READ, MATCH, SKIP, ALARM_SEARCH = 0xF0, 0x33, 0x55, 0xCC, 0xEC
ROM_BITS: Final = 64


class OneWireDevice(Protocol):
    """A part on the bus, chosen by the program before it is written to or read."""

    rom: bytes
    """Its number: a family byte, six bytes, the CRC of those seven."""

    def select(self, t_us: int) -> None:
        """Begin a turn: the next byte written is a function command."""

    def write(self, value: int, t_us: int) -> None:
        """Take one byte, 0 to 255."""

    def read_bit(self, t_us: int) -> int:
        """Return the next bit, least significant first; 1 when there is nothing to say, 0 while busy."""


def crc8(data: bytes) -> int:
    """Return the CRC of `data`, as in the last byte of a number or of a scratchpad."""
    crc = 0
    for value in data:
        crc ^= value
        for _ in range(8):
            crc = crc >> 1 ^ (0x8C if crc & 1 else 0)
    return crc


def rom_of(family: int, serial: int) -> bytes:
    """Return a part's number from its family (0x28: DS18B20) and a serial number of 48 bits."""
    head = bytes([family]) + serial.to_bytes(6, "little")
    return head + bytes([crc8(head)])


class OneWireBus:
    """The wire: what the program's bits mean for the parts on it now (`devices` may change at any time)."""

    def __init__(self, devices: list[OneWireDevice]) -> None:
        self._devices = devices
        self._start([])

    def _start(self, listening: list[OneWireDevice]) -> None:
        self._listening = listening
        self._state = "command" if listening else "silent"
        self._bits: list[int] = []
        self._position = 0
        self._phase = 0

    def reset(self) -> bool:
        """Begin a conversation; says whether a part answers."""
        self._start(list(self._devices))
        return bool(self._devices)

    def write_bit(self, bit: int, t_us: int) -> None:
        """Take one bit of the program."""
        if self._state == "search":
            self._choose(bit)
            return
        self._bits.append(bit)
        if self._state == "match" and len(self._bits) == ROM_BITS:
            number = _bytes(self._bits)
            self._select([one for one in self._listening if one.rom == number], t_us)
        elif self._state in ("command", "talk") and len(self._bits) == 8:
            (value,) = _bytes(self._bits)
            self._bits = []
            self._take(value, t_us)

    def read_bit(self, t_us: int) -> int:
        """Return one bit: the wire is low as soon as one part pulls it down."""
        if self._state == "search":
            return self._search_bit()
        if self._state == "read":
            return self._rom_bit(t_us)
        if self._state != "talk":
            return 1
        return min((one.read_bit(t_us) for one in self._here()), default=1)

    def _take(self, value: int, t_us: int) -> None:
        if self._state == "talk":
            for device in self._here():
                device.write(value, t_us)
        elif value == SKIP:
            self._select(self._listening, t_us)
        else:
            self._state = {SEARCH: "search", MATCH: "match", READ: "read"}.get(value, "silent")

    def _select(self, chosen: list[OneWireDevice], t_us: int) -> None:
        self._listening, self._state, self._bits = chosen, "talk", []
        for device in chosen:
            device.select(t_us)

    def _here(self) -> list[OneWireDevice]:
        return [one for one in self._listening if one in self._devices]

    def _search_bit(self) -> int:
        """In a search each part says its bit, then the opposite, then hears which parts go on."""
        self._phase += 1
        wanted = self._phase % 2
        return min((int(_bit(one.rom, self._position) == wanted) for one in self._here()), default=1)

    def _choose(self, bit: int) -> None:
        self._listening = [one for one in self._listening if _bit(one.rom, self._position) == bit]
        self._position, self._phase = self._position + 1, 0
        if self._position == ROM_BITS:
            self._state = "silent"

    def _rom_bit(self, t_us: int) -> int:
        position, self._position = self._position, self._position + 1
        bit = min((_bit(one.rom, position) for one in self._here()), default=1)
        if self._position == ROM_BITS:
            self._select(self._listening, t_us)
        return bit


def _bit(rom: bytes, position: int) -> int:
    return rom[position >> 3] >> (position & 7) & 1


def _bytes(bits: list[int]) -> bytes:
    return bytes(sum(bit << index for index, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits), 8))
