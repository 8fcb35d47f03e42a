"""What a board keeps when its program starts again: flash, NVS, the clock, RTC memory, why it was reset.

The names and numbers are those of `machine` (ports/esp32/modmachine.c). Pure state, which `boots.py` changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from iot_lab.simulator.flash_files import FlashFiles
from iot_lab.simulator.nvs import Nvs

if TYPE_CHECKING:
    from collections.abc import Callable

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


@dataclass(slots=True)
class Chip:
    """One board's lasting state.

    `rtc_offset_us` is what the clock of `time.time()` (microseconds since 2000) is ahead of the time since power-on.
    `started_us` is when the processor last started, from which `time.ticks_ms()` counts. `next_cause` and `sleep_us`
    (None: until a waker is true) say how the running boot is going to end, once it has asked for that.
    """

    flash: FlashFiles = field(default_factory=FlashFiles)
    nvs: Nvs = field(default_factory=Nvs)
    rtc_memory: bytes = b""
    rtc_offset_us: int = 0
    reset_cause: ResetCause = ResetCause.POWER_ON
    wake_reason: Wake = Wake.NONE
    boots: int = 0
    started_us: int = 0
    next_cause: ResetCause | None = None
    sleep_us: int | None = None
    asleep_us: int = 0
    wakers: dict[Wake, Callable[[], bool]] = field(default_factory=dict)
