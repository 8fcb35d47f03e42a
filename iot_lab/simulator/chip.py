"""What a board keeps when its program starts again: flash, NVS, the clock, RTC memory, why it was reset.

The names and numbers are those of `machine` (ports/esp32/modmachine.c). Pure state, which `boots.py` changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from iot_lab.simulator.storage.flash_files import FlashFiles
from iot_lab.simulator.storage.nvs import Nvs

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

RTC_MEMORY_BYTES: Final = 2048


class ResetCause(IntEnum):
    """What `machine.reset_cause()` answers."""

    POWER_ON = 1
    HARD = 2
    WATCHDOG = 3
    DEEP_SLEEP = 4
    SOFT = 5


class Wake(IntEnum):
    """What `machine.wake_reason()` answers."""

    NONE = 0
    EXT0 = 2
    EXT1 = 3
    TIMER = 4
    TOUCH = 5


@dataclass(frozen=True, slots=True)
class Waker:
    """Pins whose level ends a sleep: `is_all` wants all of them at `level`, else one is enough.

    `pulls` are the pull resistors that hold them when nothing outside does.
    """

    pins: tuple[int, ...]
    level: int
    is_all: bool = False
    pulls: tuple[str | None, ...] = ()

    def __call__(self, board: Board) -> bool:
        """Say whether the levels are there."""
        there = [self._level(board, index) == self.level for index in range(len(self.pins))]
        return bool(there) and (all(there) if self.is_all else any(there))

    def _level(self, board: Board, index: int) -> int:
        outside = board.pins[self.pins[index]].outside
        return outside if outside is not None else int(self.pulls[index] == "up")


@dataclass(slots=True)
class Chip:
    """One board's lasting state.

    `rtc_offset_us` is what the clock of `time.time()` (microseconds since 2000) is ahead of the time since power-on.
    `started_us` is when the processor last started, from which `time.ticks_ms()` counts. `next_cause` and `sleep_us`
    (None: until a waker is true) say how the running boot is going to end, once it has asked for that. `exit_ends`:
    the kit runs main.py, and `sys.exit()` is an end like another; without it the board starts again.
    """

    flash: FlashFiles = field(default_factory=FlashFiles)
    nvs: Nvs = field(default_factory=Nvs)
    rtc_memory: bytes = b""
    exit_ends: bool = False
    rtc_offset_us: int = 0
    reset_cause: ResetCause = ResetCause.POWER_ON
    wake_reason: Wake = Wake.NONE
    boots: int = 0
    started_us: int = 0
    next_cause: ResetCause | None = None
    sleep_us: int | None = None
    asleep_us: int = 0
    wakers: dict[Wake, Waker] = field(default_factory=dict)

    def sleep(self, board: Board) -> Wake:
        """Sleep for `sleep_us`, or until one of the wakers is true; returns what ended it."""
        began_us, woken = board.now_us, self.wakers
        until_us = board.end_us if self.sleep_us is None else began_us + self.sleep_us
        try:
            is_woken = board.wait_for(lambda: any(waker(board) for waker in woken.values()), until_us)
        finally:
            self.asleep_us += board.now_us - began_us
        if is_woken:
            return next(reason for reason, waker in woken.items() if waker(board))
        return Wake.TIMER

    def now_s(self, board: Board) -> int:
        """Return seconds since 2000 on the board's own clock."""
        return max(0, (board.now_us + self.rtc_offset_us) // 1_000_000)

    def forget_wakers(self) -> None:
        """Forget what may end a sleep, as a start of the processor does."""
        self.wakers = {}
