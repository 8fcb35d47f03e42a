"""A capacitive soil-moisture probe: an analog voltage that falls as the soil gets wetter.

Source: DFRobot SEN0193 wiki, "Calibration": 520 of 1023 at 5 V in air, 260 in water. Each probe has volts of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board


@dataclass(frozen=True, slots=True)
class SoilMoisture:
    """A probe on `pin`; `moisture_percent` goes from 0 (`dry_v`: in air) to 100 (`wet_v`: in water)."""

    pin: int
    moisture_percent: Curve = 40.0
    dry_v: float = 2.54
    wet_v: float = 1.27
    TITLE: ClassVar[str] = key("part.soil")
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("moisture_percent", key("knob.moisture"), unit="%", least=0.0, most=100.0, step=1.0),
    )

    def attach(self, board: Board) -> None:
        """Put its voltage on the pin."""
        seed = board.seed
        board.analog[self.pin] = lambda t_us: self.voltage(value_at(self.moisture_percent, t_us / 1e6, seed))

    def voltage(self, percent: float) -> float:
        """Return its voltage, in volts, at that moisture (clamped to 0-100)."""
        return self.dry_v + (self.wet_v - self.dry_v) * max(0.0, min(100.0, percent)) / 100
