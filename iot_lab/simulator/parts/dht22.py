"""DHT22 (AM2302): temperature and humidity on one wire.

Source: Aosong AM2302 datasheet, section 7: 16 bits of humidity and 16 of temperature (sign in bit 15) in tenths, then
the low byte of their sum; at least 2 s between two reads (section 5, sensing period).
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
    PERIOD_US: ClassVar[int] = 1_900_000
    TITLE: ClassVar[str] = "DHT22"
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("temperature_c", key("knob.temperature"), unit="°C", least=-40.0, most=80.0),
        Knob("humidity_percent", key("knob.humidity"), unit="%", least=0.0, most=100.0),
    )

    def attach(self, board: Board) -> None:
        """Put it on its wire."""
        board.wires[self.pin] = DhtOnItsWire(self, board)

    def measure(self, t_s: float, seed: int) -> bytes:
        """Return both in tenths, the temperature's sign in bit 15."""
        low, high = RANGE_C
        humidity = round(10 * max(0.0, min(100.0, value_at(self.humidity_percent, t_s, seed))))
        temperature = round(10 * max(low, min(high, value_at(self.temperature_c, t_s, seed))))
        sign = 0x8000 if temperature < 0 else 0
        return humidity.to_bytes(2, "big") + (abs(temperature) | sign).to_bytes(2, "big")
