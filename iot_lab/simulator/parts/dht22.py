"""DHT22 (AM2302): temperature and humidity on one wire.

Source: Aosong AM2302 datasheet, section 7: 16 bits of humidity and 16 of temperature (sign in bit 15) in tenths, then
the low byte of their sum; at least 2 s between two reads (section 5, sensing period).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

PERIOD_US = 1_900_000
RANGE_C = (-40.0, 80.0)


@dataclass(frozen=True, slots=True)
class Dht22:
    """A DHT22 with its data wire on `pin`; `temperature_c` and `humidity_percent` are curves or numbers.

    It says nothing in the first `silent_s` with power. Asked too soon, it does not answer; most clones repeat what they
    said last (`repeats_when_hurried`).
    """

    pin: int
    temperature_c: Curve = 21.0
    humidity_percent: Curve = 45.0
    silent_s: float = 1.0
    repeats_when_hurried: bool = False
    TITLE: ClassVar[str] = "DHT22"
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("temperature_c", key("knob.temperature"), unit="°C", least=-40.0, most=80.0),
        Knob("humidity_percent", key("knob.humidity"), unit="%", least=0.0, most=100.0),
    )

    def attach(self, board: Board) -> None:
        """Put it on its wire."""
        board.wires[self.pin] = _Dht22(self, board)


class _Dht22:
    def __init__(self, part: Dht22, board: Board) -> None:
        self._part = part
        self._board = board
        self._seed = board.seed
        self.power_up()

    def power_up(self) -> None:
        """It has power again: it begins to measure."""
        self._powered_us = self._board.now_us
        self._read_us = self._powered_us - PERIOD_US
        self._last: bytes | None = None

    def read(self, size: int, t_us: int) -> bytes | None:
        """Return the 5 bytes, or None when it was asked less than 2 s ago (it is still measuring)."""
        if t_us - self._powered_us < self._part.silent_s * 1e6 or size != 5:
            return None
        if t_us - self._read_us < PERIOD_US:
            return self._last if self._part.repeats_when_hurried else None
        self._read_us = t_us
        self._last = self._measure(t_us)
        return self._last

    def _measure(self, t_us: int) -> bytes:
        t_s = t_us / 1e6
        low, high = RANGE_C
        humidity = round(10 * max(0.0, min(100.0, value_at(self._part.humidity_percent, t_s, self._seed))))
        temperature = round(10 * max(low, min(high, value_at(self._part.temperature_c, t_s, self._seed))))
        sign = 0x8000 if temperature < 0 else 0
        data = humidity.to_bytes(2, "big") + (abs(temperature) | sign).to_bytes(2, "big")
        return data + bytes([sum(data) & 0xFF])

    def write(self, data: bytes, t_us: int) -> bool:  # noqa: ARG002
        """Nothing is ever sent to it but the start signal."""
        return False
