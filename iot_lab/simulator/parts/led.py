"""A light-emitting diode with its resistor (330 ohms at 3.3 V: about 4 mA, well under a pin's 20 mA).

Source: ESP32 datasheet v4.7, table 5-3 (drive strength).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from iot_lab.simulator.parts._output import Output, follow_output
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board


@dataclass(frozen=True, slots=True)
class Led:
    """An LED between `pin` and ground (or 3.3 V where `is_inverted`: it shines at level 0).

    Shows `brightness`, 0 to 1: the share of the time that it is lit.
    """

    pin: int
    colour: str = "red"
    is_inverted: bool = False
    TITLE: ClassVar[str] = key("part.led")

    def attach(self, board: Board) -> None:
        """Follow the pin."""
        shown = 0.0

        def shine(output: Output) -> None:
            nonlocal shown
            brightness = self._brightness(output.duty)
            if brightness != shown:
                shown = brightness
                board.record("shows", f"led:{self.pin}", {"brightness": brightness})

        follow_output(board, self.pin, shine)

    def _brightness(self, duty: float | None) -> float:
        if duty is None:
            return 0.0
        return round(1.0 - duty if self.is_inverted else duty, 4)
