"""A strip of WS2812B lights ("NeoPixel"): 24 bits a light, green, red, blue; each keeps its colour until the next.

Source: Worldsemi WS2812B datasheet, "Composition of 24bit data" and "Data transmission method" (each light takes the
first 24 bits and passes on the rest; a pause latches). Each train of bits is taken as a new frame: a program's own
time between two is longer than that pause.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board


@dataclass(frozen=True, slots=True)
class NeopixelStrip:
    """A strip of `count` lights on `pin` (`has_white`: SK6812 RGBW, 32 bits a light).

    Shows `colours`: a list of [red, green, blue] or [red, green, blue, white], 0 to 255 each.
    """

    pin: int
    count: int = 8
    has_white: bool = False
    TITLE: ClassVar[str] = key("part.neopixel")

    def attach(self, board: Board) -> None:
        """Put it on its wire."""
        board.wires[self.pin] = _Lights(self, board)


class _Lights:
    def __init__(self, part: NeopixelStrip, board: Board) -> None:
        self._part = part
        self._board = board
        self._size = 4 if part.has_white else 3
        self.power_up()

    def power_up(self) -> None:
        """Start dark."""
        self._data = bytearray(self._part.count * self._size)

    def write(self, data: bytes, t_us: int) -> bool:  # noqa: ARG002
        """Take a frame; a short one changes the first lights only."""
        whole = len(data) // self._size * self._size
        data = data[: min(whole, len(self._data))]
        if data != self._data[: len(data)]:
            self._data[: len(data)] = data
            self._board.record("shows", f"neopixel:{self._part.pin}", {"colours": self._colours()})
        return True

    def read(self, size: int, t_us: int) -> bytes | None:  # noqa: ARG002
        """It never answers."""
        return None

    def _colours(self) -> list[list[int]]:
        lights = (self._data[at : at + self._size] for at in range(0, len(self._data), self._size))
        return [[one[1], one[0], *one[2:]] for one in lights]
