"""What a program prints, as events of the trace: one a line, a very long line in pieces.

A trace keeps the first and the last lines of a program that prints without end; between them stands one line that says
how many were left out, as on the console of a live board: `[+120]`.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from iot_lab.simulator.board import Event
from iot_lab.simulator.board_words import in_board_words, is_of_this_build
from iot_lab.simulator.errors import is_ours

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

KIND: Final = "print"
LONGEST_LINE: Final = 1024
LAST_LINES: Final = 12


class PrintedLines:
    """The lines of one run. `most_bytes` is how much a trace keeps; None where each line is only passed on."""

    def __init__(self, board: Board, most_bytes: int | None) -> None:
        self._board = board
        self._first_left = self._last_most = most_bytes // 2 if most_bytes is not None else None
        self._last: deque[Event] = deque()
        self._last_bytes = self._left_out = 0
        self._newest: deque[str] = deque(maxlen=LAST_LINES)
        self._open = ""

    def write(self, text: str) -> None:
        """Take what was printed."""
        *lines, self._open = (self._open + text).split("\n")
        for line in lines:
            if is_ours(line) or is_of_this_build(line):
                continue
            said = in_board_words(line)
            self._newest.append(said)
            self._add(said + "\n")
        if len(self._open) > LONGEST_LINE:
            self.flush()

    def flush(self) -> None:
        """Record a last line without its end."""
        if self._open:
            self._add(self._open)
            self._open = ""

    def show_prompt(self) -> None:
        """On a live board, show what has no end of line yet: somebody is asked for an answer."""
        if self._first_left is None:
            self.flush()

    @property
    def newest(self) -> str:
        """The lines that were printed last."""
        return "\n".join((*self._newest, self._open))

    def end(self) -> None:
        """The run is over: put the last lines that were held back in the trace, at their instants."""
        self.flush()
        if not self._last:
            return
        if self._left_out:
            self._last.appendleft(Event(self._last[0].t_us, KIND, "", f"[+{self._left_out}]\n"))
        self._board.events.extend(self._last)
        self._board.events.sort(key=lambda event: event.t_us)
        self._last.clear()

    def _add(self, text: str) -> None:
        if self._first_left is None or not self._board.keeps_events:
            self._board.record(KIND, "", text)
        elif not self._last and len(text) <= self._first_left:
            self._first_left -= len(text)
            self._board.record(KIND, "", text)
        else:
            self._hold(text)

    def _hold(self, text: str) -> None:
        self._board.polling.stop()
        self._last.append(Event(self._board.now_us, KIND, "", text))
        self._last_bytes += len(text)
        while self._last_most is not None and self._last_bytes > self._last_most and len(self._last) > 1:
            self._last_bytes -= len(str(self._last.popleft().value))
            self._left_out += 1
