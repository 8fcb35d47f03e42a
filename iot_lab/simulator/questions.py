"""Functions of main.py that the host calls once main.py is over, with inputs of its choice.

The guest is interrupted as Ctrl-C would, then gets one question at a time: never the next before this one has its
answer, never what is expected. An answer is untrusted text. Each question has its own time and work; what happens
on the board meanwhile is not part of the trace: one event `called` per question is, at the moment main.py was over.
"""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from iot_lab.nesting import is_deep_json
from iot_lab.simulator.board import Event
from iot_lab.simulator.errors import from_traceback

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

ALL_ASKED: Final = "asked"
ASKS_AFTER: Final = frozenset({"finished", "deadline"})
QUESTION_US: Final = 5_000_000
# More than five seconds of an ESP32.
QUESTION_FUEL: Final = 1_600_000_000
MAX_ANSWER: Final = 4096
LARGEST: Final = 1 << 53


@dataclass(frozen=True, slots=True)
class Question:
    """Call `function(*arguments)` of main.py; arguments are what JSON knows, and tuples arrive as lists."""

    function: str
    arguments: tuple[object, ...] = ()


class Guest(Protocol):
    """The instance in which main.py ran, as far as its work is metered."""

    def fuel(self) -> int:
        """Return how much work is left."""

    def set_fuel(self, fuel: int) -> None:
        """Allow so much more work."""


class Questions:
    """The questions of one run, and where it stands with them.

    Once `ended_as` says how main.py ended, `began_us` and `fuel_used` are the run's own time and work.
    """

    def __init__(self, board: Board, questions: tuple[Question, ...], program: str) -> None:
        self._board = board
        self._program = program
        self._waiting = deque(questions)
        self._open: Question | None = None
        self._guest: Guest | None = None
        self._fuel_at_start = self._withheld = 0
        self.ended_as: str | None = None
        self.began_us = 0
        self.fuel_used = 0

    def meter(self, guest: Guest) -> None:
        """Measure the work of this guest."""
        self._guest = guest
        self._fuel_at_start = guest.fuel()

    def interrupts(self, reason: str) -> bool:
        """Say whether a run that would end for `reason` goes on with questions; then the guest is interrupted."""
        if self.ended_as is None:
            if reason not in ASKS_AFTER or not self._waiting:
                return False
            self._begin(reason)
        elif reason == ALL_ASKED:
            return False
        elif self._open is not None:
            self._close({"error": {"type": "too-long" if reason == "deadline" else reason}})
        self._board.end_us = self._board.now_us + QUESTION_US
        return True

    def next(self) -> str | None:
        """Return the next question as JSON, `[function, arguments]`; None when there is none or it is too early."""
        if self.ended_as is None:
            return None
        self._leave_unanswered()
        if not self._waiting:
            return None
        self._open = question = self._waiting.popleft()
        self._board.end_us = self._board.now_us + QUESTION_US
        self._give_fuel()
        return json.dumps([question.function, question.arguments])

    def answer(self, text: str) -> None:
        """Take the answer to the open question; there may be none, for a program may call anything."""
        try:
            self._close({"result": read_value(text)})
        except ValueError:
            self._close({"error": {"type": "unreadable"}})

    def failed(self, traceback: str) -> None:
        """The open question's function raised."""
        error = from_traceback(traceback[:MAX_ANSWER], self._program)
        said = {"type": error.type, "message": error.message, "line": error.line, "source_line": error.source_line}
        self._close({"error": said})

    def missing(self) -> None:
        """main.py has no such function."""
        self._close({"error": {"type": "missing"}})

    def end(self, reason: str) -> None:
        """The run is over: the open question ended with it, the others were never asked."""
        self._close({"error": {"type": reason}})
        while self._waiting:
            self._open = self._waiting.popleft()
            self._leave_unanswered()

    def _begin(self, reason: str) -> None:
        self.ended_as = reason
        self.began_us = self._board.now_us
        self._board.keeps_events = False
        self.fuel_used = self._fuel_at_start - self._guest.fuel() if self._guest else 0
        self._give_fuel()

    def _leave_unanswered(self) -> None:
        self._close({"error": {"type": "unanswered"}})

    def _close(self, said: dict[str, Any]) -> None:
        if self._open is None:
            return
        question, self._open = self._open, None
        value = {"arguments": list(question.arguments), **said}
        t_us = self._board.now_us if self.ended_as is None else self.began_us
        self._board.events.append(Event(t_us, "called", question.function, value))

    def _give_fuel(self) -> None:
        """Give the guest one question's work, and keep the rest for the next ones."""
        if self._guest is None:
            return
        left = self._guest.fuel() + self._withheld
        given = min(left, QUESTION_FUEL)
        self._withheld = left - given
        self._guest.set_fuel(given)


def read_value(text: str) -> object:
    """Return the value of an answer in JSON; raises ValueError for what is too long, too deep or no finite number."""
    if len(text) > MAX_ANSWER:
        raise ValueError("too long")
    if is_deep_json(text):
        raise ValueError("too deep")
    try:
        value: object = json.loads(text, parse_constant=_refuse)
        _check(value)
    except RecursionError:
        raise ValueError("too deep") from None
    return value


def _refuse(name: str) -> object:
    raise ValueError(name)


def _check(value: object) -> None:
    if isinstance(value, list):
        for one in value:
            _check(one)
    elif isinstance(value, dict):
        _check(list(value.values()))
    elif isinstance(value, int | float) and not abs(value) <= LARGEST:  # also what is no number
        raise ValueError("not a number of ours")
