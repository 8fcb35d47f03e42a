"""SHT31: temperature and humidity on I2C, by 16-bit commands; each word it sends has its check byte.

Source: Sensirion SHT3x-DIS datasheet v7: measuring times table 4, commands 4.3 to 4.11, CRC 4.12, conversions 4.13.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from iot_lab.simulator.parts._crc8 import crc8
from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

SINGLE_US: Final = {
    0x2400: 15_000, 0x240B: 6_000, 0x2416: 4_000, 0x2C06: 15_000, 0x2C0D: 6_000, 0x2C10: 4_000,
}  # fmt: skip
STRETCHING: Final = frozenset({0x2C06, 0x2C0D, 0x2C10})
PERIODIC_US: Final = {
    0x2032: 2_000_000, 0x2024: 2_000_000, 0x202F: 2_000_000, 0x2130: 1_000_000, 0x2126: 1_000_000, 0x212D: 1_000_000,
    0x2236: 500_000, 0x2220: 500_000, 0x222B: 500_000, 0x2334: 250_000, 0x2322: 250_000, 0x2329: 250_000,
    0x2737: 100_000, 0x2721: 100_000, 0x272A: 100_000, 0x2B32: 250_000,
}  # fmt: skip
FETCH, BREAK, RESET, HEATER_ON, HEATER_OFF, STATUS, CLEAR = 0xE000, 0x3093, 0x30A2, 0x306D, 0x3066, 0xF32D, 0x3041
ALERT, HEATER, WAS_RESET, UNKNOWN = 0x8000, 0x2000, 0x0010, 0x0002
RESET_US, BREAK_US, FIRST_US = 1_500, 1_000, 15_000
HEATING_C: Final = 3.0
"""Section 4.10: the heater warms the chip by a few degrees."""


@dataclass(frozen=True, slots=True)
class Sht31:
    """An SHT31 at `address` (0x44, or 0x45 with ADDR high)."""

    scl: int = 22
    sda: int = 21
    address: int = 0x44
    temperature_c: Curve = 21.0
    humidity_percent: Curve = 45.0
    TITLE: ClassVar[str] = "SHT31"
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("temperature_c", key("knob.temperature"), unit="°C", least=-40.0, most=125.0),
        Knob("humidity_percent", key("knob.humidity"), unit="%", least=0.0, most=100.0),
    )

    def attach(self, board: Board) -> None:
        """Put it on its bus."""
        board.i2c.setdefault((self.scl, self.sda), {})[self.address] = _Sht31(self, board)


class _Sht31:
    def __init__(self, part: Sht31, board: Board) -> None:
        self._part = part
        self._board = board
        self.power_up()

    def power_up(self) -> None:
        """Start as when the supply comes, or after a soft reset."""
        self._status = ALERT | WAS_RESET
        self._ready_us = 0
        self._period_us = self._since_us = self._fetched = 0
        self._stop()

    def _stop(self) -> None:
        self._period_us = 0
        self._answer: bytes | None = None
        self._measured_us: int | None = None
        self._is_stretching = False

    def write(self, data: bytes, t_us: int) -> bool:
        """Take a command; nothing is acknowledged just after a reset or a break."""
        if t_us < self._ready_us:
            return False
        if len(data) < 2:
            return True
        self._status &= ~UNKNOWN
        self._obey(int.from_bytes(data[:2], "big"), t_us)
        return True

    def read(self, size: int, t_us: int) -> bytes | None:
        """Return what the last command asked for; None (no acknowledge) where there is nothing, or not yet."""
        if self._measured_us is not None:
            wait_us = self._measured_us - t_us
            if wait_us > 0 and not self._is_stretching:
                return None
            self._board.spend(max(0, wait_us))
            self._answer = self._measurement(self._measured_us)
            self._measured_us = None
        answer, self._answer = self._answer, None
        return None if answer is None else (answer + b"\xff" * size)[:size]

    def _obey(self, command: int, t_us: int) -> None:
        if command in SINGLE_US and not self._period_us:
            self._measured_us, self._is_stretching = t_us + SINGLE_US[command], command in STRETCHING
        elif command in PERIODIC_US:
            self._period_us, self._since_us, self._fetched = PERIODIC_US[command], t_us + FIRST_US, -1
        elif command == FETCH:
            self._fetch(t_us)
        elif command == STATUS:
            self._answer = _word(self._status)
        else:
            self._set(command, t_us)

    def _set(self, command: int, t_us: int) -> None:
        if command == RESET:
            self.power_up()
            self._ready_us = t_us + RESET_US
        elif command == BREAK:
            self._stop()
            self._ready_us = t_us + BREAK_US
        elif command == HEATER_ON:
            self._status |= HEATER
        elif command == HEATER_OFF:
            self._status &= ~HEATER
        elif command == CLEAR:
            self._status &= ~(ALERT | WAS_RESET)
        else:
            self._status |= UNKNOWN

    def _fetch(self, t_us: int) -> None:
        """Give the last measurement of a series once; then there is none until the next."""
        number = (t_us - self._since_us) // self._period_us if self._period_us and t_us >= self._since_us else -1
        if number > self._fetched:
            self._fetched = number
            self._answer = self._measurement(self._since_us + number * self._period_us)
        else:
            self._answer = None

    def _measurement(self, t_us: int) -> bytes:
        part, seed = self._part, self._board.seed
        warming_c = HEATING_C if self._status & HEATER else 0.0
        temperature = value_at(part.temperature_c, t_us / 1e6, seed) + warming_c
        humidity = value_at(part.humidity_percent, t_us / 1e6, seed)
        raw_temperature = round((max(-40.0, min(125.0, temperature)) + 45) / 175 * 65535)
        return _word(raw_temperature) + _word(round(max(0.0, min(100.0, humidity)) / 100 * 65535))


def _word(value: int) -> bytes:
    data = value.to_bytes(2, "big")
    return data + bytes([crc8(data)])
