r"""What the guest's `host` is, its board around it: every `host.call` comes in here, is checked, and gets a text back.

An answer that begins with a control character is special: \\x02 an errno, \\x03 a long answer to fetch with `more`
(sandbox.py), \\x04 the program is over: questions wait.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from iot_lab.simulator import calls
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.limits import RunEnded
from iot_lab.simulator.pace import BudgetPace

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.caught import CaughtErrors
    from iot_lab.simulator.chip import Chip
    from iot_lab.simulator.heap import HeapMeter
    from iot_lab.simulator.last_line import LastLine
    from iot_lab.simulator.network.mqtt_link import MqttLink
    from iot_lab.simulator.network.radio import Radio
    from iot_lab.simulator.printed import PrintedLines
    from iot_lab.simulator.processor import Processor
    from iot_lab.simulator.questions import Questions
    from iot_lab.simulator.scheduler import GuestScheduler
    from iot_lab.simulator.storage.open_file import OpenFile

Call = Callable[["BoardHost", str], str]
Foresight = Callable[["BoardHost", str], tuple[str, int] | None]
# What every program asks stands first: the files behind it are read by those that ask for more.
_FIRST: Final = ("time", "program", "files", "pins")


class BoardHost:
    """One boot's host: the board, the chip, the network, and what the program said."""

    processor: Processor
    scheduler: GuestScheduler

    def __init__(
        self, board: Board, chip: Chip, link: MqttLink, printed: PrintedLines, *, radio: Radio | None = None
    ) -> None:
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
        self.last_line: LastLine | None = None
        self.traceback: str | None = None
        self.has_begun = False
        self._printed = printed
        self._pace = BudgetPace(board)

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
        last_line = self.last_line
        if last_line is not None and last_line.is_asked and not name.startswith("file-"):
            return last_line.answer(name, payload)
        answer_to = _known.get(name) or find_call(name) or _refuse
        processor = self.processor
        try:
            processor.before_call(name, payload)
            answer = answer_to(self, payload)
        except Refused as refused:
            answer = f"\x02{refused.number}"
        except RunEnded as ended:
            if not self.goes_on_after(ended.reason):
                raise
            return "\x04"
        processor.after_answer(name, payload, answer)
        return answer

    def pace(self, calls: int, most_calls: int, fuel: int, most_fuel: int) -> None:
        """So much was used of what there is: where that would not last, time goes faster."""
        if self.has_begun and self.board.keeps_events:
            self.processor.fall_behind(self._pace.behind_us(calls, most_calls, fuel, most_fuel))

    def go_on(self) -> None:
        """The guest has computed for a slice of its fuel."""
        self.processor.on_slice()

    def goes_on_after(self, reason: str) -> bool:
        """Say whether a run that would end for `reason` goes on, because the host has questions, or asks its line."""
        self.flush()
        if self.questions is not None and self.questions.interrupts(reason):
            return True
        return self.last_line is not None and self.has_begun and self.last_line.asks(self.processor, reason)

    @property
    def _is_over(self) -> bool:
        return self.last_line is not None and self.last_line.is_asked

    def foresee_looks(self) -> tuple[int, int]:
        """Return how many looks at the clock will take the same time from now on, and how long each (us)."""
        if not (self.board.is_virtual and self.has_begun) or self._is_over:
            return 0, 0
        return self.processor.foresee_looks()

    def foresees(self, name: str) -> bool:
        """Say whether calls of that name may be foreseen."""
        return name in _foresights

    def foreseen(self, name: str, payload: str) -> tuple[str, int] | None:
        """Return a call's answer where it changes nothing, and for how long (us) unless something is due."""
        try:
            return _foresights[name](self, payload)
        except Refused:
            return None

    def looked(self, count: int, step_us: int, fuel: int) -> int:
        """The guest has answered so many looks at the clock itself; returns as how many calls they count."""
        return self.processor.looked(count, step_us, fuel)

    def begin_print(self, size: int, pieces: int) -> None:
        """Let the program's work and the console take their time."""
        if self._is_over:
            return
        try:
            self.processor.before_print(size, pieces)
        except RunEnded as ended:
            self._end_or_interrupt(ended)
        self.processor.resume()

    def write(self, data: bytes) -> None:
        """Take what the program prints."""
        if not self._is_over:
            self._printed.write(data.decode("utf-8", "replace"))

    def show_prompt(self) -> None:
        """The program waits for what somebody types."""
        self._printed.show_prompt()

    def flush(self) -> None:
        """Record a last line without its end."""
        self._printed.flush()

    @property
    def last_words(self) -> str:
        """The last lines that were printed: where the interpreter itself gave up, its traceback."""
        return self._printed.newest

    def pause(self, us: int) -> None:
        """Sleep, for the C library's own waits."""
        if self._is_over:
            raise RunEnded("deadline")
        self.board.sleep(self.board.now_us + us)

    def read_clock(self) -> int:
        """Return microseconds since the processor started; the interpreter's own `ticks_ms` asks."""
        board, started_us = self.board, self.chip.started_us
        if self.has_begun and not (self.last_line is not None and self.last_line.is_asked):
            processor = self.processor
            try:
                processor.before_call("clock")
                board.look_at_milliseconds(started_us)
            except RunEnded as ended:  # no answer can tell the program so
                self._end_or_interrupt(ended)
            processor.resume()
        return board.clock.now_us - started_us

    def _end_or_interrupt(self, ended: RunEnded) -> None:
        if not self.goes_on_after(ended.reason):
            raise ended
        self.scheduler.interrupt(also_in_a_callback=True)


@cache
def _unread() -> dict[str, None]:
    """Return the names of the files of `calls/` that nobody has read, those that everybody needs first."""
    found = [file.name for file in pkgutil.iter_modules(calls.__path__)]
    return dict.fromkeys((*_FIRST, *sorted(set(found) - set(_FIRST))))


_known: Final[dict[str, Call]] = {}
_foresights: Final[dict[str, Foresight]] = {}


def _refuse(_host: BoardHost, _text: str) -> str:
    raise Refused(EINVAL)


def find_call(name: str) -> Call | None:
    """Return the function that answers a call, reading files of `calls/` until one has it."""
    if name in _known:
        return _known[name]
    for file in list(_unread()):
        module = import_module(f"{calls.__name__}.{file}")
        _known.update(getattr(module, "CALLS", {}))
        _foresights.update(getattr(module, "FORESEEN", {}))
        _unread().pop(file, None)  # last, for other boards' threads
        if name in _known:
            return _known[name]
    return None
