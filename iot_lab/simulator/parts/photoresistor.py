"""A photoresistor (GL5528) with 10 kilohms to ground, read as a voltage: more light, more volts.

Source: GL5528 datasheet: 10 kilohms at 10 lux, gamma 0.6 between 10 and 100 lux.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, ClassVar

from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

SUPPLY_V = 3.3
FIXED_OHMS = 10_000.0
OHMS_AT_10_LUX = 10_000.0
GAMMA = 0.6


@dataclass(frozen=True, slots=True)
class Photoresistor:
    """A divider between 3.3 V and ground, its middle on `pin`; `light_lux` is a curve or a number.

    Where a wire moves, one reading in `wrong_every` is `wrong_share` of what it should be.
    """

    pin: int
    light_lux: Curve = 100.0
    wrong_every: int = 0
    wrong_share: float = 1.0
    TITLE: ClassVar[str] = key("part.photoresistor")
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("light_lux", key("knob.light"), unit="lx", least=0.0, most=1000.0, step=1.0),
    )

    def attach(self, board: Board) -> None:
        """Put its voltage on the pin."""
        seed, readings = board.seed, count(1)

        def read(t_us: int) -> float:
            true_v = voltage(value_at(self.light_lux, t_us / 1e6, seed))
            is_wrong = bool(self.wrong_every) and next(readings) % self.wrong_every == 0
            return true_v * self.wrong_share if is_wrong else true_v

        board.analog[self.pin] = read


def voltage(lux: float) -> float:
    """Return the divider's voltage, in volts, under `lux` (0.1 to 10,000)."""
    ohms: float = OHMS_AT_10_LUX * (10.0 / max(0.1, min(10_000.0, lux))) ** GAMMA
    return SUPPLY_V * FIXED_OHMS / (FIXED_OHMS + ohms)
