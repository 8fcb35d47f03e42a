"""What somebody types at the board's console: `sys.stdin` and `input()` read it.

The scenario types at its instants (`typed`); a terminal types by `Keyboard.say`. What comes while nobody reads waits;
what no longer fits is lost, as in the port's ring buffer (which holds 260 characters, for it is emptied at once).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

MOST_WAITING: Final = 4096


class Keyboard:
    """The console's input of one board, through all its boots."""

    def __init__(self, board: Board) -> None:
        self.waiting = ""
        for typed in board.scenario.typed:
            due_us = round(typed.t_s * 1e6)
            if due_us <= board.now_us:
                self.say(typed.text)
            else:
                board.schedule(due_us, partial(self.say, typed.text))

    def say(self, text: str) -> None:
        """Somebody types."""
        self.waiting = (self.waiting + text.replace("\r\n", "\n").replace("\r", "\n"))[:MOST_WAITING]

    def take(self, size: int, *, is_line: bool) -> str:
        """Return the next characters, up to the end of a line where only a line is wanted."""
        end = self.waiting.find("\n") + 1 if is_line else 0
        most = len(self.waiting) if size < 0 else size
        taken = self.waiting[: min(end or most, most)]
        self.waiting = self.waiting[len(taken) :]
        return taken


def keyboard(board: Board) -> Keyboard:
    """Return the board's keyboard."""
    found: Keyboard = board.services.get("keyboard") or board.services.setdefault("keyboard", Keyboard(board))
    return found
