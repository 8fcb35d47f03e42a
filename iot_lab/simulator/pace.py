"""How a program that a board would run to the scenario's end gets there within its run's limits.

A display shown digit by digit, a fade in 65,536 steps or a loop that looks at a knob ask more of the board than is
followed here for long, though nothing is wrong with them. They sleep, or look, or are called by an interrupt, all the
time: that tells them from a runaway, whose turns neither wait for anything nor look at anything. A submission that is
a runaway ends, and its report says why (`Limits.ends_runaways`); where somebody only watches, it goes on like the rest.

Such a run is followed to the microsecond until `FOLLOWED` of its calls, of its events or of its work are used. From
then on so much time is added between its calls that what is left lasts: the scenario's end comes with the last of it.
Its events keep their order, and the world's their instants; only the program is slower than it was. The time ends at
the next interrupt. Where interrupts leave no room for it (a display shown by a timer of 1 ms), it is added before a
callback, and the timer's turns that fall in it are one: as on a board whose callbacks last longer than that period.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

FOLLOWED: Final = 2 / 3
LASTING: Final = 0.95
"""What is left after the scenario's end is for the host's own questions."""
SLEEPS_SHARE: Final = 8
"""It sleeps where an eighth of its time was spent in sleep."""
LOOKS_SHARE: Final = 4
"""It looks where a fourth of its calls look at an input or at the clock."""
CALLBACKS_SHARE: Final = 4
"""Interrupts call it where a fourth of its calls are made by callbacks."""


class BudgetPace:
    """One boot's way through its budget."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._calls, self._events, self._fuel, self._at_us = 0, len(board.events), 0, board.now_us
        self._added_us = 0

    def behind_us(self, calls: int, most_calls: int, fuel: int, most_fuel: int) -> int:
        """Return how much time is to be added to what passed since it was asked last, for what is left to last."""
        board = self._board
        events, now_us = len(board.events), board.now_us
        share = max(
            _share(calls - self._calls, calls, most_calls),
            _share(events - self._events, events, board.most_events),
            _share(fuel - self._fuel, fuel, most_fuel),
        )
        passed_us = now_us - self._at_us
        self._calls, self._events, self._fuel, self._at_us = calls, events, fuel, now_us
        if not share or not self._waits(calls):
            return 0
        missing_us = round((board.end_us - now_us) * share) - passed_us
        if missing_us <= 0:
            return 0
        self._at_us += missing_us
        self._added_us += missing_us
        return missing_us

    def _waits(self, calls: int) -> bool:
        board = self._board
        if not board.ends_runaways or board.called_back * CALLBACKS_SHARE >= calls:
            return True
        return board.slept_us * SLEEPS_SHARE >= board.now_us - self._added_us or board.looks * LOOKS_SHARE >= calls


def _share(new: int, used: int, most: int) -> float:
    """Return which share of what is left was used last; 0 where it is followed closely."""
    return 0 if used <= most * FOLLOWED else min(1, new / max(1, most * LASTING - used))
