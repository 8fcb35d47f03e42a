"""A push button, with the bounces of its contacts (Omron B3F datasheet: bounce time 5 ms at most)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

BOUNCE_US = 700
USUAL = -1


@dataclass(frozen=True, slots=True)
class Press:
    """One press: from `at_s`, for `for_s` seconds."""

    at_s: float
    for_s: float = 0.2


@dataclass(frozen=True, slots=True)
class Button:
    """A button between `pin` and ground (`closes_to` 0) or 3.3 V (1).

    Released, the pin is held by the resistor beside the button, `resistor_ohm` to the other side; where there is none
    (0), by the chip's own pull only. USUAL: as courses draw it, 10 kilohms for a button to 3.3 V, none
    for one to ground.

    `bounces` is how many times the contact opens again before it stays closed; `release_bounces`, how many times it
    closes again before it stays open.
    """

    pin: int
    presses: tuple[Press, ...] = ()
    closes_to: int = 0
    bounces: int = 0
    release_bounces: int = 0
    resistor_ohm: int = USUAL
    TITLE: ClassVar[str] = key("part.button")
    KNOBS: ClassVar[tuple[Knob, ...]] = (Knob("press", key("knob.press"), "button"),)

    def attach(self, board: Board) -> None:
        """Write the presses in the board's agenda."""
        self._release(board)
        for press in self.presses:
            start_us = round(press.at_s * 1e6)
            for bounce in range(self.bounces):
                close_us = start_us + 2 * bounce * BOUNCE_US
                board.schedule(close_us, partial(board.pins.drive, self.pin, self.closes_to))
                board.schedule(close_us + BOUNCE_US, partial(board.pins.drive, self.pin, self._released))
            settled_us = start_us + 2 * self.bounces * BOUNCE_US
            board.schedule(settled_us, partial(board.pins.drive, self.pin, self.closes_to))
            end_us = start_us + round(press.for_s * 1e6)
            board.schedule(end_us, partial(board.pins.drive, self.pin, self._released))
            for bounce in range(self.release_bounces):
                open_us = end_us + 2 * bounce * BOUNCE_US
                board.schedule(open_us + BOUNCE_US, partial(board.pins.drive, self.pin, self.closes_to))
                board.schedule(open_us + 2 * BOUNCE_US, partial(board.pins.drive, self.pin, self._released))

    def turn(self, board: Board, knob: str, value: float | None) -> None:  # noqa: ARG002
        """Press (1) or let go (0 or None), without bounces: a page is no finger."""
        board.pins.drive(self.pin, self.closes_to if value else self._released)

    @property
    def _released(self) -> int | None:
        has_resistor = self.closes_to == 1 if self.resistor_ohm == USUAL else self.resistor_ohm > 0
        return 1 - self.closes_to if has_resistor else None

    def _release(self, board: Board) -> None:
        if self._released is not None:
            board.pins.drive(self.pin, self._released)
