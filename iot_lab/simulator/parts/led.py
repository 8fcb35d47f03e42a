"""A light-emitting diode with its resistor (330 ohms at 3.3 V: about 4 mA, well under a pin's 20 mA).

Source: ESP32 datasheet v4.7, table 5-3 (drive strength).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board, Event


@dataclass(frozen=True, slots=True)
class Led:
    """An LED between `pin` and ground (or 3.3 V where `is_inverted`: it shines at level 0)."""

    pin: int
    colour: str = "red"
    is_inverted: bool = False

    def attach(self, board: Board) -> None:
        """Nothing to plug in: an LED only listens; `brightness` reads the trace."""

    def brightness(self, events: list[Event], t_us: int) -> float:
        """Return how it shines at `t_us`, 0 to 1, from a board's trace."""
        level = 1.0 if self.is_inverted else 0.0
        for event in events:
            if event.t_us > t_us:
                break
            if event.where == str(self.pin) and event.kind == "pin":
                level = 1.0 if event.value == 1 else 0.0
            elif event.where == str(self.pin) and event.kind == "pwm" and isinstance(event.value, dict):
                level = float(event.value["duty"])
        return 1.0 - level if self.is_inverted else level
