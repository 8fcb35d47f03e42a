"""DHT11: temperature and humidity on one wire, whole percents.

Source: Aosong DHT11 manual v1.3, sections 5 (1 s between two reads) and 6.1 (whole humidity, 0, whole degrees, tenths
of a degree with the sign in bit 7, low byte of their sum); ranges of table 1 (0-50 C, 20-90 %).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from iot_lab.simulator.parts._dht import DhtOnItsWire
from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

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
    PERIOD_US: ClassVar[int] = 950_000
    TITLE: ClassVar[str] = "DHT11"
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("temperature_c", key("knob.temperature"), unit="°C", least=0.0, most=50.0),
        Knob("humidity_percent", key("knob.humidity"), unit="%", least=0.0, most=100.0),
    )

    def attach(self, board: Board) -> None:
        """Put it on its wire."""
        board.wires[self.pin] = DhtOnItsWire(self, board)

    def measure(self, t_s: float, seed: int) -> bytes:
        """Return whole percents, 0, whole degrees and tenths of a degree."""
        humidity = round(_within(RANGE_PERCENT, value_at(self.humidity_percent, t_s, seed)))
        degrees, tenths = divmod(round(10 * _within(RANGE_C, value_at(self.temperature_c, t_s, seed))), 10)
        return bytes([humidity, 0, degrees, tenths])


def _within(limits: tuple[float, float], value: float) -> float:
    low, high = limits
    return max(low, min(high, value))
