"""Where a program is when its scenario ends: it is interrupted as Ctrl-C would, and the traceback tells the line.

The run is over then: the clock stands, nothing is recorded, and whatever the program still asks ends it. So a program
that catches the interruption, or cleans up behind it, changes nothing; at worst its line stays unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.errors import from_traceback
from iot_lab.simulator.limits import RunEnded

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.processor import Processor
    from iot_lab.simulator.sandbox import Sandbox

DEADLINE: Final = "deadline"
INTERRUPTED: Final = "KeyboardInterrupt"
# To leave the program and print a traceback takes 100,000, to load what reads a handler (`caught.py`) some millions.
LAST_FUEL: Final = 20_000_000
# Longer than anything that is asked afterwards: the guest is not cut in slices.
STANDSTILL_US: Final = 10_000_000


class LastLine:
    """The line at which one run's program stood at the end, once `is_asked`; `fuel_used` is its last boot's work."""

    def __init__(self, board: Board, program: str) -> None:
        self._board = board
        self._program = program
        self.is_asked = False
        self.fuel_used = 0
        self.number: int | None = None
        self._sandbox: Sandbox

    def meter(self, sandbox: Sandbox) -> None:
        """Measure the work of this boot."""
        self._sandbox = sandbox

    def asks(self, processor: Processor, reason: str) -> bool:
        """Say whether a run that would end for `reason` goes on to tell its line; then the guest is interrupted."""
        if self.is_asked or reason != DEADLINE or self._board.is_in_callback:
            return False
        self.is_asked = True
        self.fuel_used = self._sandbox.fuel_used
        processor.pause()
        processor.set_fuel(min(processor.fuel(), LAST_FUEL))
        self._board.keeps_events = False
        self._board.pending.clear()
        self._board.end_us += STANDSTILL_US
        return True

    def answer(self, name: str, text: str) -> str:
        """Answer a call of the interrupted guest; raises RunEnded unless it is still on its way out."""
        if name in ("next", "in-handler"):
            return ""
        told = text if name == "failed" else text.partition("\n")[2] if name == "caught" else ""
        error = from_traceback(told, self._program)
        if error.type == INTERRUPTED:
            self.number = error.line
        raise RunEnded(DEADLINE)
