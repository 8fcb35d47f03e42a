"""BH1750: an ambient light sensor on I2C, in lux.

Source: ROHM BH1750FVI technical note rev. D: instruction set (page 5), measurement modes and times (120 ms in high
resolution, 16 ms in low), result = lux x 1.2, adjustment of the measuring time (page 11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

POWER_DOWN, POWER_ON, RESET = 0x00, 0x01, 0x07
CONTINUOUS, ONCE, HIGH, HIGH_2, LOW = 0x10, 0x20, 0, 1, 3
HIGH_US, LOW_US, USUAL_TIME = 120_000, 16_000, 69
COUNTS_PER_LUX: Final = 1.2


@dataclass(frozen=True, slots=True)
class Bh1750:
    """A BH1750 at `address` (0x23, or 0x5C with ADDR high)."""

    scl: int = 22
    sda: int = 21
    address: int = 0x23
    light_lux: Curve = 100.0
    TITLE: ClassVar[str] = "BH1750"
    KNOBS: ClassVar[tuple[Knob, ...]] = (Knob("light_lux", key("knob.light"), unit="lx", most=2000.0, step=1.0),)

    def attach(self, board: Board) -> None:
        """Put it on its bus."""
        board.i2c.setdefault((self.scl, self.sda), {})[self.address] = _Bh1750(self, board.seed)


class _Bh1750:
    def __init__(self, part: Bh1750, seed: int) -> None:
        self._part = part
        self._seed = seed
        self.power_up()

    def power_up(self) -> None:
        """Start powered down, with nothing measured."""
        self._is_on = False
        self._mode: int | None = None
        self._since_us = 0
        self._time = USUAL_TIME
        self._data = bytes(2)

    def write(self, data: bytes, t_us: int) -> bool:
        """Take an instruction, one byte."""
        for opcode in data:
            self._bring_up_to(t_us)
            self._obey(opcode, t_us)
        return True

    def read(self, size: int, t_us: int) -> bytes:
        """Return the last result, 0 until the first measurement has ended."""
        self._bring_up_to(t_us)
        return (self._data + b"\xff" * size)[:size]

    def _obey(self, opcode: int, t_us: int) -> None:
        if opcode == POWER_DOWN:
            self._is_on, self._mode = False, None
        elif opcode == POWER_ON:
            self._is_on = True
        elif opcode == RESET and self._is_on:
            self._data = bytes(2)
        elif opcode & 0xF0 in (CONTINUOUS, ONCE) and opcode & 0x0F in (HIGH, HIGH_2, LOW):
            # A measurement instruction wakes it too.
            self._is_on, self._mode, self._since_us = True, opcode, t_us
        elif opcode >> 3 == 0b01000:
            self._time = self._time & 0x1F | (opcode & 7) << 5
        elif opcode >> 5 == 0b011:
            self._time = self._time & 0xE0 | opcode & 0x1F

    def _bring_up_to(self, t_us: int) -> None:
        """Take the result of the last measurement that has ended."""
        if self._mode is None:
            return
        is_low = self._mode & 3 == LOW
        length_us = LOW_US if is_low else HIGH_US * self._time // USUAL_TIME
        ended = (t_us - self._since_us) // max(1, length_us)
        if ended < 1:
            return
        is_once = bool(self._mode & ONCE)
        measured_us = self._since_us + length_us * (1 if is_once else ended)
        self._data = self._result(self._mode & 3, measured_us / 1e6)
        if is_once:
            self._is_on, self._mode = False, None

    def _result(self, resolution: int, t_s: float) -> bytes:
        lux = max(0.0, value_at(self._part.light_lux, t_s, self._seed))
        gain = (2 if resolution == HIGH_2 else 1) * (1 if resolution == LOW else self._time / USUAL_TIME)
        counts = min(65535, int(lux * COUNTS_PER_LUX * gain))
        return (counts // 4 * 4 if resolution == LOW else counts).to_bytes(2, "big")
