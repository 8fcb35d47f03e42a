r"""The door between the guest and its board: every `host.call` comes in here, is checked, and gets a text back.

An answer that begins with a control character is special: \\x01 something waits for the guest (then the answer),
\\x02 an errno, \\x03 a long answer to fetch with `more` (sandbox.py), \\x04 the program is over: questions wait.
"""

from __future__ import annotations

import pkgutil
from collections import deque
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from iot_lab.simulator import calls
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.sandbox import RunEnded

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.caught import CaughtErrors
    from iot_lab.simulator.chip import Chip
    from iot_lab.simulator.heap import HeapMeter
    from iot_lab.simulator.network.mqtt_link import MqttLink
    from iot_lab.simulator.network.radio import Radio
    from iot_lab.simulator.questions import Questions
    from iot_lab.simulator.storage.open_file import OpenFile

Call = Callable[["Door", str], str]
# What every program asks stands first: the files behind it are read by those that ask for more.
_FIRST: Final = ("time", "program", "files", "pins")
LONGEST_LINE: Final = 1024
LAST_LINES: Final = 12
# These answer whether an interrupt waits in their own way.
_OWN_WAY: Final = frozenset({"sleep", "sleep-until", "pause", "next", "more"})


class Door:
    """One boot's host: the board, the chip, the network, and what the program said."""

    def __init__(self, board: Board, chip: Chip, link: MqttLink, *, radio: Radio | None = None) -> None:
        self.board = board
        self.chip = chip
        self.open_files: dict[int, OpenFile] = {}
        self._radio = radio
        if radio is None and "radio" in board.services:
            self._radio = self._new_radio()  # which silences the one before
        self._link = link
        self.questions: Questions | None = None
        self.heap: HeapMeter | None = None
        self.caught: CaughtErrors | None = None
        self.traceback: str | None = None
        self.spend_cpu: Callable[[], None] | None = None
        self.printed_byte_us = 0
        self.has_begun = False
        self._last_lines: deque[str] = deque(maxlen=LAST_LINES)
        self._line = ""

    @property
    def radio(self) -> Radio:
        """The board's Wi-Fi, made when it is first asked for."""
        if self._radio is None:
            self._radio = self._new_radio()
        return self._radio

    @property
    def radio_in_use(self) -> Radio | None:
        """The Wi-Fi where anything asked for it."""
        return self._radio

    @property
    def link(self) -> MqttLink:
        """What connections go through; the Wi-Fi is there as soon as one is asked for."""
        self._radio = self._radio or self._new_radio()
        return self._link

    def _new_radio(self) -> Radio:
        from iot_lab.simulator.network.radio import Radio

        return Radio(self.board)

    def call(self, name: str, payload: str) -> str:
        """Answer one call of the guest."""
        if self.spend_cpu is not None:
            self.spend_cpu()
        answer_to = find_call(name)
        try:
            if answer_to is None:
                raise Refused(EINVAL)
            answer = answer_to(self, payload)
        except Refused as refused:
            return f"\x02{refused.number}"
        except RunEnded as ended:
            self.flush()
            if self.questions is None or not self.questions.interrupts(ended.reason):
                raise
            return "\x04"
        return f"\x01{answer}" if self.board.pending and name not in _OWN_WAY else answer

    def write(self, data: bytes) -> None:
        """Take what the program prints; one event per line, a very long line in pieces."""
        self._line += data.decode("utf-8", "replace")
        *lines, self._line = self._line.split("\n")
        for line in lines:
            self._last_lines.append(line)
            self.board.record("print", "", line + "\n")
        if len(self._line) > LONGEST_LINE:
            self.flush()
        if self.printed_byte_us:
            self.board.spend(self.printed_byte_us * len(data))

    def flush(self) -> None:
        """Record a last line without its end."""
        if self._line:
            self.board.record("print", "", self._line)
            self._line = ""

    @property
    def last_words(self) -> str:
        """The last lines that were printed: where the interpreter itself gave up, its traceback."""
        return "\n".join((*self._last_lines, self._line))

    def pause(self, us: int) -> None:
        """Sleep, for the C library's own waits."""
        self.board.sleep(self.board.now_us + us)

    def now_us(self) -> int:
        """Return the board's clock, for the C library; programs ask by the call `now`."""
        return self.board.now_us


@cache
def _files() -> tuple[str, ...]:
    """Return the names of the files of `calls/`, those that everybody needs first."""
    found = [file.name for file in pkgutil.iter_modules(calls.__path__)]
    return (*_FIRST, *sorted(set(found) - set(_FIRST)))


_known: Final[dict[str, Call]] = {}


def find_call(name: str) -> Call | None:
    """Return the function that answers a call, reading files of `calls/` until one has it."""
    if name in _known:
        return _known[name]
    for file in _files():
        _known.update(getattr(import_module(f"{calls.__name__}.{file}"), "CALLS", {}))
        if name in _known:
            return _known[name]
    return None
