"""A board from power-on to its end: boot after boot, on one clock, one trace and one budget of work.

Both ways to run use it. A boot ends with the reason "reset" when the program, a watchdog or a deep sleep asks for
another one; `chip.next_cause` says which. Only a board that keeps resetting without sleeping ends as "reset".
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from iot_lab.contract.program_parts import MAIN
from iot_lab.simulator.board_host import BoardHost
from iot_lab.simulator.chip import ResetCause, Wake
from iot_lab.simulator.errno import Refused
from iot_lab.simulator.guest_files import boot_program
from iot_lab.simulator.limits import RunEnded
from iot_lab.simulator.printed import PrintedLines
from iot_lab.simulator.processor import Processor
from iot_lab.simulator.runtime import shared_runtime
from iot_lab.simulator.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board import Board
    from iot_lab.simulator.chip import Chip
    from iot_lab.simulator.limits import Limits
    from iot_lab.simulator.network.mqtt_link import MqttLink
    from iot_lab.simulator.storage.flash_files import FlashFiles

# From reset to the first line of boot.py: ROM, second-stage bootloader, ESP-IDF, mounting the flash.
HARD_BOOT_US: Final = 500_000
SOFT_BOOT_US: Final = 50_000
MOST_RESETS: Final = 50
# Starting costs the interpreter so much; a program that sleeps deeply gets it back, so often at most.
WAKE_FUEL: Final = 20_000_000
MOST_WAKES: Final = 200
# Few sizes, for each makes a memory of its own (`prepared.py`).
LONG_TEXT, TEXT_STEP = 8_192, 16_384
# A board says the first of the stack that a program has filled; of "exit" the interpreter says why.
_GIVING_UP: Final = {"stack": "RuntimeError: maximum recursion depth exceeded", "exit": ""}


def _room_for_text(flash: FlashFiles) -> int:
    """Return how much more heap a guest has for the text of a long main.py, which a board does not keep in memory."""
    if not flash.exists(MAIN) or flash.entry(MAIN).is_folder or flash.entry(MAIN).size <= LONG_TEXT:
        return 0
    return -(-flash.entry(MAIN).size // TEXT_STEP) * TEXT_STEP


class Boots:
    """Every boot of one run. `begin(host, sandbox)` is called before each one; `preamble` is run first.

    `fuel_used` is the work of all boots, `fuel_before` of all but the last.
    """

    def __init__(
        self,
        board: Board,
        chip: Chip,
        link: MqttLink,
        limits: Limits,
        *,
        begin: Callable[[BoardHost, Sandbox], None] | None = None,
        is_live: bool = False,
        most_resets: int | None = MOST_RESETS,
        preamble: str = "",
    ) -> None:
        self.board = board
        self.chip = chip
        self._link = link
        self._limits = limits
        board.most_events, board.ends_runaways = limits.events, limits.ends_runaways
        self._begin = begin
        self._is_live = is_live
        self._preamble = preamble
        self._resets_left = most_resets
        self._printed = PrintedLines(board, None if is_live else limits.output_bytes)
        self.host = BoardHost(board, chip, link, self._printed)
        self.end: str = "fault"
        self.fault: BaseException | str | None = None
        self.fuel_used = self.fuel_before = 0
        self._calls = self._wakes = 0

    def run(self) -> str:
        """Boot until a boot ends with something else than a reset; `end` says with what.

        Raises only the errors of `runtime.shared_runtime`; what the program does never raises.
        """
        self.end = self._boot()
        while self.end == "reset" and self._may_start_again():
            try:
                self._restart()
            except RunEnded as ended:
                self.end = ended.reason
                break
            self.end = self._boot()
        self._printed.end()
        return self.end

    @property
    def traceback(self) -> str | None:
        """What the program ended with, when it ended with an exception."""
        return self.host.traceback

    def _boot(self) -> str:
        sandbox = Sandbox(shared_runtime(), self.host, self._budget())
        self.host.scheduler = sandbox.scheduler
        self.host.processor = Processor(
            self.board, sandbox, interrupts_program=self.host.goes_on_after, is_live=self._is_live
        )
        if self._begin is not None:
            self._begin(self.host, sandbox)
        self.chip.boots += 1
        sandbox.run(boot_program(self._preamble))
        self.fuel_before, self.fuel_used = self.fuel_used, self.fuel_used + sandbox.fuel_used
        self._calls += sandbox.calls
        self.fault = sandbox.fault
        with contextlib.suppress(RunEnded):
            self.host.flush()
            self._close_connections()
        return self._reason(sandbox.end or "fault")

    def _reason(self, end: str) -> str:
        """Return how a boot ended, also where main.py left no traceback: the interpreter's last words tell why.

        Without main.py having begun, it is ours that broke.
        """
        host = self.host
        if not host.has_begun:
            return "fault" if end == "trap" else end
        if end == "trap":
            return self._crash()
        if end not in _GIVING_UP:
            return end
        host.traceback = _GIVING_UP[end] or host.last_words
        return "memory" if "MemoryError" in host.traceback else "exception"

    def _crash(self) -> str:
        """The program broke the interpreter, by a wild pointer: a board prints a register dump and starts again."""
        with contextlib.suppress(RunEnded):
            self.board.record("reset", "", "crash")
        self.chip.next_cause = ResetCause.HARD
        return "reset"

    def _budget(self) -> Limits:
        limits = self._limits
        return replace(
            limits,
            heap_bytes=limits.heap_bytes + _room_for_text(self.chip.flash),
            fuel=max(1, limits.fuel + WAKE_FUEL * min(self._wakes, MOST_WAKES) - self.fuel_used),
            calls=limits.calls - self._calls,
        )

    def _may_start_again(self) -> bool:
        """Count the resets that are no deep sleep; a board may wake up as often as it has work left for."""
        if self.chip.next_cause is ResetCause.DEEP_SLEEP:
            self._wakes += 1
            return True
        if self._resets_left is None:
            return True
        self._resets_left -= 1
        return self._resets_left > 0

    def _close_connections(self) -> None:
        if self.board.services.get("mqtt"):
            from iot_lab.simulator.calls.network import close_all

            close_all(self.host)

    def _close_files(self) -> None:
        """Put forgotten files on the flash, as the collector does when the program ends; other resets lose them."""
        for one in self.host.open_files.values():
            with contextlib.suppress(Refused):
                one.flush(self.chip.now_s(self.board))

    def _restart(self) -> None:
        """Let a reset pass: what it stops, how long it takes; raises RunEnded where the run ends meanwhile."""
        board, chip = self.board, self.chip
        cause, chip.next_cause = chip.next_cause or ResetCause.HARD, None
        is_soft = cause is ResetCause.SOFT
        if is_soft:
            self._close_files()
            board.record("print", "", "MPY: soft reboot\n")
        board.restart(is_soft=is_soft)
        if cause is ResetCause.DEEP_SLEEP:
            chip.wake_reason = chip.sleep(board)
        elif not is_soft:
            chip.wake_reason = Wake.NONE
        if not is_soft:
            chip.forget_wakers()
        board.spend(SOFT_BOOT_US if is_soft else HARD_BOOT_US)
        chip.reset_cause = cause
        if not is_soft:
            chip.started_us = board.now_us
        radio = self.host.radio_in_use if is_soft else None
        self.host = BoardHost(board, chip, self._link, self._printed, radio=radio)
        board.record("boot", "", cause.name.lower().replace("_", "-"))
