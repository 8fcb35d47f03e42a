"""An SG90 servo: its horn goes to the angle that the width of its pulses says, at its own pace.

Source: Tower Pro SG90 datasheet: period 20 ms, 0.1 s for 60 degrees at 4.8 V; pulses of 0.5 ms to 2.4 ms for the
whole half turn, as its sellers measure them (the datasheet's 1 ms to 2 ms give only the middle half).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from iot_lab.simulator.parts._output import follow_pulses

if TYPE_CHECKING:
    from iot_lab.simulator.agenda import Agenda
    from iot_lab.simulator.board import Board

US_PER_DEGREE: Final = 100_000 / 60
FREQUENCIES_HZ: Final = (30.0, 70.0)
MARGIN_US: Final = 150.0


@dataclass(frozen=True, slots=True)
class Sg90:
    """A servo with its signal wire on `pin`, at `start_degrees` when power comes.

    Shows `angle_degrees` (now) and `target_degrees` when it sets out and when it arrives. Pulses at another rate than
    30-70 Hz, or well outside `least_us` to `most_us`, do not move it.
    """

    pin: int
    least_us: float = 500.0
    most_us: float = 2400.0
    start_degrees: float = 90.0
    TITLE: ClassVar[str] = "SG90"

    def attach(self, board: Board) -> None:
        """Follow the pin's pulses."""
        follow_pulses(board, self.pin, _Horn(self, board).obey)


class _Horn:
    def __init__(self, part: Sg90, board: Board) -> None:
        self._part = part
        self._board = board
        self._from = self._target = part.start_degrees
        self._left_us = 0
        self._arrival: Agenda | None = None

    def obey(self, freq_hz: float, width_us: float) -> None:
        part = self._part
        low_hz, high_hz = FREQUENCIES_HZ
        is_for_it = low_hz <= freq_hz <= high_hz and part.least_us - MARGIN_US <= width_us <= part.most_us + MARGIN_US
        if not is_for_it:
            return
        span_us = part.most_us - part.least_us
        target = round(max(0.0, min(180.0, (width_us - part.least_us) / span_us * 180)), 1)
        # A step of the pulse generator, or the jitter of pulses made by hand, is within the servo's dead band.
        if abs(target - self._target) >= 0.5:
            self._set_out(target)

    def _set_out(self, target: float) -> None:
        now_us = self._board.now_us
        self._from, self._left_us, self._target = self._angle(now_us), now_us, target
        if self._arrival is not None:
            self._arrival.cancel()
        travel_us = round(abs(target - self._from) * US_PER_DEGREE)
        self._arrival = self._board.schedule(now_us + travel_us, self._show)
        self._show()

    def _angle(self, t_us: int) -> float:
        gone = (t_us - self._left_us) / US_PER_DEGREE
        way = self._target - self._from
        return self._target if gone >= abs(way) else round(self._from + (gone if way > 0 else -gone), 1)

    def _show(self) -> None:
        value = {"angle_degrees": self._angle(self._board.now_us), "target_degrees": self._target}
        self._board.record("shows", f"sg90:{self._part.pin}", value)
