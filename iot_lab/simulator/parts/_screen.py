"""What the displays share: a picture is in the trace once the program has stopped changing it for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board import Board

QUIET_US: Final = 5_000


class Screen:
    """Records `shows` 5 ms after the last change, so that a picture sent in pieces is one event."""

    def __init__(self, board: Board, where: str, draw: Callable[[], dict[str, Any]]) -> None:
        self._board = board
        self._where = where
        self._draw = draw
        self._changed_us = 0
        self._shown = draw()

    def change(self) -> None:
        """Say that something changed; an alarm keeps a program that has just ended long enough to see it."""
        self._changed_us = self._board.now_us
        if self._where not in self._board.alarms:
            self._look_at(self._changed_us + QUIET_US)

    def _look_at(self, t_us: int) -> None:
        self._board.alarms[self._where] = self._board.schedule(t_us, self._look)

    def _look(self) -> None:
        quiet_us = self._changed_us + QUIET_US
        if self._board.now_us < quiet_us:
            self._look_at(quiet_us)
            return
        del self._board.alarms[self._where]
        self._board.interrupt(self._where)
        now = self._draw()
        if now != self._shown:
            self._shown = now
            self._board.record("shows", self._where, now)
