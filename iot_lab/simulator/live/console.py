"""What a live board prints, on its way to the `log` topic: lines cut, and slowed down.

A program that prints without end is slowed to RATE lines a second; how many lines were left out is said.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

RATE_PER_S: Final = 10.0
BURST: Final = 40.0
LONGEST_LINE: Final = 400


class Console:
    """The lines of one board; `say(lines)` sends them."""

    def __init__(self, say: Callable[[list[str]], None], clock_s: Callable[[], float] = time.monotonic) -> None:
        self._say = say
        self._clock_s = clock_s
        self._tokens, self._filled_s = BURST, clock_s()
        self._left_out = 0

    def add(self, text: str) -> None:
        """Take what was printed."""
        lines = []
        for line in text.rstrip("\n").split("\n"):
            if self._take_token():
                lines.append(line[:LONGEST_LINE])
            else:
                self._left_out += 1
        if lines:
            self._send(lines)

    def close(self) -> None:
        """Say what was left out last."""
        if self._left_out:
            self._send([])

    def _send(self, lines: list[str]) -> None:
        if self._left_out:
            lines.append(f"[+{self._left_out}]")
            self._left_out = 0
        self._say(lines)

    def _take_token(self) -> bool:
        now_s = self._clock_s()
        self._tokens = min(BURST, self._tokens + (now_s - self._filled_s) * RATE_PER_S)
        self._filled_s = now_s
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
