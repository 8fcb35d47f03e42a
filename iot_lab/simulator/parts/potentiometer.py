"""A rotary potentiometer (10 kilohms, linear) between 3.3 V and ground, its slider read as a voltage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

SUPPLY_V = 3.3


@dataclass(frozen=True, slots=True)
class Potentiometer:
    """A knob with its slider on `pin`; `position` goes from 0 (at ground) to 1 (at 3.3 V)."""

    pin: int
    position: Curve = 0.5
    TITLE: ClassVar[str] = key("part.potentiometer")
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("position", key("knob.position"), unit="", least=0.0, most=1.0, step=0.01),
    )

    def attach(self, board: Board) -> None:
        """Put its voltage on the pin."""
        seed = board.seed
        board.analog[self.pin] = lambda t_us: SUPPLY_V * value_at(self.position, t_us / 1e6, seed)
