"""DHT11: temperature and humidity on one wire, whole percents.

Source: Aosong DHT11 manual v1.3, sections 5 (1 s between two reads) and 6.1 (whole humidity, 0, whole degrees, tenths
of a degree with the sign in bit 7, low byte of their sum); ranges of table 1 (0-50 C, 20-90 %).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

PERIOD_US = 950_000
RANGE_C, RANGE_PERCENT = (0.0, 50.0), (20.0, 90.0)


@dataclass(frozen=True, slots=True)
class Dht11:
    """A DHT11 with its data wire on `pin`; `temperature_c` and `humidity_percent` are curves or numbers.

    It says nothing in the first `silent_s` with power. Asked too soon, it does not answer; most clones repeat what they
    said last (`repeats_when_hurried`).
    """

    pin: int
    temperature_c: Curve = 21.0
    humidity_percent: Curve = 45.0
    silent_s: float = 1.0
    repeats_when_hurried: bool = False
    TITLE: ClassVar[str] = "DHT11"
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("temperature_c", key("knob.temperature"), unit="°C", least=0.0, most=50.0),
        Knob("humidity_percent", key("knob.humidity"), unit="%", least=0.0, most=100.0),
    )

    def attach(self, board: Board) -> None:
        """Put it on its wire."""
        board.wires[self.pin] = _Dht11(self, board)


class _Dht11:
    def __init__(self, part: Dht11, board: Board) -> None:
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
        """Return the 5 bytes, or None when it was asked less than 1 s ago (it is still measuring)."""
        if t_us - self._powered_us < self._part.silent_s * 1e6 or size != 5:
            return None
        if t_us - self._read_us < PERIOD_US:
            return self._last if self._part.repeats_when_hurried else None
        self._read_us = t_us
        self._last = self._measure(t_us)
        return self._last

    def _measure(self, t_us: int) -> bytes:
        humidity = round(self._value(self._part.humidity_percent, RANGE_PERCENT, t_us))
        degrees, tenths = divmod(round(10 * self._value(self._part.temperature_c, RANGE_C, t_us)), 10)
        data = bytes([humidity, 0, degrees, tenths])
        return data + bytes([sum(data) & 0xFF])

    def write(self, data: bytes, t_us: int) -> bool:  # noqa: ARG002
        """Nothing is ever sent to it but the start signal."""
        return False

    def _value(self, curve: Curve, limits: tuple[float, float], t_us: int) -> float:
        low, high = limits
        return max(low, min(high, value_at(curve, t_us / 1e6, self._seed)))
