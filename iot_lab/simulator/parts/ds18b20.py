"""DS18B20: a thermometer on a 1-Wire bus; it reads 85 degrees until its first conversion.

Source: Maxim DS18B20 datasheet, "Operation - measuring temperature" (power-on value, table 1), "Memory" (scratchpad),
"Configuration register" (table 2: conversion times) and "DS18B20 function commands".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from iot_lab.simulator.peripherals.one_wire import crc8, rom_of
from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

FAMILY: Final = 0x28
CONVERT, WRITE, READ, COPY, RECALL, POWER = 0x44, 0x4E, 0xBE, 0x48, 0xB8, 0xB4
CONVERSION_US: Final = (93_750, 187_500, 375_000, 750_000)
RANGE_C: Final = (-55.0, 125.0)
POWER_UP: Final = bytes.fromhex("50054b467fff0c10")
"""85 C, alarms at 75 and 70 C, 12 bits."""


@dataclass(frozen=True, slots=True)
class Ds18b20:
    """A DS18B20 on the bus of `pin`, told from others by its `serial` number."""

    pin: int
    temperature_c: Curve = 21.0
    serial: int = 1
    TITLE: ClassVar[str] = "DS18B20"
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("temperature_c", key("knob.temperature"), unit="°C", least=-55.0, most=125.0),
    )

    def attach(self, board: Board) -> None:
        """Put it on its bus."""
        board.one_wire.setdefault(self.pin, []).append(_Ds18b20(self, board.seed))


class _Ds18b20:
    def __init__(self, part: Ds18b20, seed: int) -> None:
        self.rom = rom_of(FAMILY, part.serial)
        self._part = part
        self._seed = seed
        self.power_up()

    def power_up(self) -> None:
        """Start as when the supply comes; the alarms and resolution of its EEPROM are the factory's."""
        self._scratchpad = bytearray(POWER_UP)
        self._saved = POWER_UP[2:5]
        self._busy_until_us = 0
        self._is_converting = False
        self.select(0)

    def select(self, t_us: int) -> None:  # noqa: ARG002
        """Wait for a function command."""
        self._command: int | None = None
        self._taken = 0
        self._answer = b""
        self._position = 0

    def write(self, value: int, t_us: int) -> None:
        """Take a function command, or the three bytes that follow a write."""
        self._settle(t_us)
        if self._command == WRITE and self._taken < 3:
            self._scratchpad[2 + self._taken] = value if self._taken < 2 else value & 0x60 | 0x1F
            self._taken += 1
        elif self._command is None:
            self._command = value
            self._begin(value, t_us)

    def read_bit(self, t_us: int) -> int:
        """Return the next bit of the answer; 0 while it converts."""
        self._settle(t_us)
        if self._position >= 8 * len(self._answer):
            return int(t_us >= self._busy_until_us)
        bit = self._answer[self._position >> 3] >> (self._position & 7) & 1
        self._position += 1
        return bit

    def _begin(self, command: int, t_us: int) -> None:
        if command == CONVERT:
            self._busy_until_us = t_us + CONVERSION_US[self._resolution()]
            self._is_converting = True
        elif command == READ:
            self._answer = bytes(self._scratchpad) + bytes([crc8(bytes(self._scratchpad))])
        elif command == COPY:
            self._saved = bytes(self._scratchpad[2:5])
        elif command == RECALL:
            self._scratchpad[2:5] = self._saved

    def _resolution(self) -> int:
        """Return 0 for 9 bits to 3 for 12."""
        return self._scratchpad[4] >> 5 & 3

    def _settle(self, t_us: int) -> None:
        """Write the temperature once a conversion has ended."""
        if not self._is_converting or t_us < self._busy_until_us:
            return
        self._is_converting = False
        low, high = RANGE_C
        value = value_at(self._part.temperature_c, self._busy_until_us / 1e6, self._seed)
        unused = 3 - self._resolution()
        raw = round(max(low, min(high, value)) * 16) >> unused << unused
        self._scratchpad[:2] = raw.to_bytes(2, "little", signed=True)
