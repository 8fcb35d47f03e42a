"""The programs of one live board, one after the other: run, ended, replaced, started again after an error.

Every method runs in the board's thread (`Board.post` brings it there), so a program is ended by raising RunEnded.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from iot_lab.contract.program_parts import MAIN, whole_of
from iot_lab.simulator.boots import Boots
from iot_lab.simulator.errno import Refused
from iot_lab.simulator.limits import RunEnded
from iot_lab.simulator.live.limits import FOR_EVER, LIVE_LIMITS, LIVE_PREAMBLE
from iot_lab.simulator.virtual import guest_error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iot_lab.contract.program_parts import SentProgram
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.chip import Chip
    from iot_lab.simulator.errors import GuestError
    from iot_lab.simulator.network.mqtt_link import MqttLink

SHORT_SUM: Final = 12


class Programs:
    """`state` is one of docs/protocol.md; `tell()` is called when it changes, `say(text)` with a traceback."""

    def __init__(
        self,
        chip: Chip,
        link: MqttLink,
        restart_after_s: float | None,
        tell: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        self.state = "none"
        self.error: GuestError | None = None
        self.fault: str | None = None
        self._chip, self._link = chip, link
        chip.exit_ends = True
        self._restart_after_s = restart_after_s
        self._tell, self._say = tell, say
        self._on_start: list[Callable[[], None]] = []
        self._on_stop: list[Callable[[], None]] = []
        self._companions: tuple[str, ...] = ()
        self._wants_run = chip.flash.exists(MAIN)
        self._is_running = self._is_over = False
        self._again_us: int | None = None

    @property
    def sha256(self) -> str:
        """The beginning of the kept program's sum; empty where none is kept."""
        try:
            files = {name: self._chip.flash.read(name) for name in self._companions}
            return hashlib.sha256(whole_of(self._chip.flash.read(MAIN), files)).hexdigest()[:SHORT_SUM]
        except Refused:
            return ""

    def live(self, board: Board) -> None:
        """Run what is to be run, and let the world go on in between, until `end`."""
        while not self._is_over:
            if self._wants_run:
                self._run(board)
            else:
                board.wait_for(lambda: self._wants_run or self._is_over, self._again_us or FOR_EVER)
                self._wants_run |= self._again_us is not None and board.now_us >= self._again_us

    def keep(self, program: SentProgram) -> None:
        """Write the program and its files on the flash; those of the one before go. Raises Refused: nothing changed."""
        flash = self._chip.flash
        new = {**program.files, MAIN: program.encode()}
        before = {name: flash.read(name) for name in {*self._companions, *new} if flash.exists(name)}
        try:
            self._replace(before, new)
        except Refused:
            self._replace({name: b"" for name in new if flash.exists(name)}, before)
            raise
        self._companions = tuple(program.files)

    def _replace(self, before: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
        flash = self._chip.flash
        for name in before:
            flash.remove(name)
        for name, content in new.items():
            levels = name.split("/")
            for depth in range(1, len(levels)):
                folder = "/".join(levels[:depth])
                if not flash.exists(folder):
                    flash.make_folder(folder)
            flash.write(name, content)

    def begin(self, on_start: Callable[[], None]) -> None:
        """Run the kept program, in place of the one that runs; `on_start` as it starts. Raises Refused."""
        self._chip.flash.read(MAIN)
        self._on_start.append(on_start)
        self._wants_run = True
        self._end_running()

    def stop(self, on_stop: Callable[[bool], None]) -> None:
        """End the program and leave it; `on_stop(True)` when it has ended, `on_stop(False)` where none ran."""
        self._wants_run, self._again_us = False, None
        if not self._is_running:
            return on_stop(False)
        self._on_stop.append(lambda: on_stop(True))
        return self._end_running()

    def skip(self) -> None:
        """Start without the program: it is kept, and runs at the next start."""
        self._wants_run, self._again_us = False, None
        if not self._is_running:
            self._change("stopped")
        self._end_running()

    def end(self) -> None:
        """End everything: the power is cut."""
        self._is_over, self._wants_run = True, False
        self._end_running()

    def _end_running(self) -> None:
        if self._is_running:
            raise RunEnded("stopped")

    def _run(self, board: Board) -> None:
        self._wants_run, self._again_us = False, None
        board.restart(is_soft=True)
        self.error = self.fault = None
        self._change("running")
        _call_all(self._on_start)
        program = self._chip.flash.read(MAIN).decode("utf-8", "replace")
        boots = Boots(
            board, self._chip, self._link, LIVE_LIMITS, is_live=True, most_resets=None, preamble=LIVE_PREAMBLE
        )
        self._is_running = True
        try:
            end = boots.run()
        finally:
            self._is_running = False
        self._conclude(board, boots, program, end)

    def _conclude(self, board: Board, boots: Boots, program: str, end: str) -> None:
        """Keep how the program ended, and tell the room."""
        if end == "fault":
            self.fault = repr(boots.fault)
        elif boots.traceback is not None and end != "stopped":
            self.error = guest_error(program, boots.traceback)
            self._say(self.error.traceback)
        has_failed = end not in ("finished", "stopped")
        if has_failed and self._restart_after_s is not None:
            self._again_us = board.now_us + round(self._restart_after_s * 1e6)
        self._change("failed" if has_failed else "ended" if end == "finished" else "stopped")
        _call_all(self._on_stop)

    def _change(self, state: str) -> None:
        self.state = state
        self._tell()


def _call_all(acts: list[Callable[[], None]]) -> None:
    waiting, acts[:] = list(acts), []
    for act in waiting:
        act()
