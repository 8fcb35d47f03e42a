"""A passive buzzer: it has no tone of its own, it follows the pin (PWM, or a program that toggles it).

Source: TDK PS1240 datasheet (piezoelectric buzzer without oscillator), "external drive, square wave".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from iot_lab.simulator.parts._output import follow_pulses
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.agenda import Agenda
    from iot_lab.simulator.board import Board

HEARD_HZ: Final = (20.0, 20_000.0)
SAME_TONE: Final = 0.03


@dataclass(frozen=True, slots=True)
class Buzzer:
    """A buzzer on `pin`. Shows `tone_hz`, 0 when it is silent; a change of less than 3 % is the same tone."""

    pin: int
    TITLE: ClassVar[str] = key("part.buzzer")

    def attach(self, board: Board) -> None:
        """Follow the pin's pulses."""
        follow_pulses(board, self.pin, _Membrane(self.pin, board).move)


class _Membrane:
    def __init__(self, pin: int, board: Board) -> None:
        self._pin = pin
        self._board = board
        self._tone_hz = 0.0
        self._silence: Agenda | None = None

    def move(self, freq_hz: float, width_us: float) -> None:
        low, high = HEARD_HZ
        tone_hz = freq_hz if low <= freq_hz <= high and 0 < width_us < 1e6 / freq_hz else 0.0
        if self._silence is not None:
            self._silence.cancel()
            self._silence = None
        if tone_hz and self._pin not in self._board.pwm:
            self._silence = self._board.schedule(self._board.now_us + round(2e6 / tone_hz), self._fall_silent)
        self._show(tone_hz)

    def _fall_silent(self) -> None:
        self._silence = None
        self._show(0.0)

    def _show(self, tone_hz: float) -> None:
        if abs(tone_hz - self._tone_hz) > SAME_TONE * self._tone_hz or (self._tone_hz and not tone_hz):
            self._tone_hz = tone_hz
            self._board.record("shows", f"buzzer:{self._pin}", {"tone_hz": round(tone_hz, 1)})
