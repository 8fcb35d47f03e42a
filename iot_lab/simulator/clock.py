"""The two clocks of a board: virtual (time passes when the board waits) and wall (the board waits for time).

Both count microseconds from power-on. Only the wall clock blocks, and only here.
"""

from __future__ import annotations

import threading
import time
from typing import Protocol

LONGEST_WAIT_S = 3600.0


class Clock(Protocol):
    """What a board asks of its clock."""

    now_us: int

    def move_to(self, t_us: int) -> None:
        """Let time pass until `t_us`; a wall clock may return earlier, with `now_us` telling how far it got."""

    def wake(self) -> None:
        """Make a waiting `move_to` return (from any thread)."""


class VirtualClock:
    """Time that jumps: the same run gives the same instants."""

    def __init__(self) -> None:
        self.now_us = 0

    def move_to(self, t_us: int) -> None:
        """Jump to `t_us`."""
        self.now_us = max(self.now_us, t_us)

    def wake(self) -> None:
        """Nothing waits here."""


class WallClock:
    """Real time since power-on.

    The board's own time (what its instructions and calls would have cost) may run a little ahead of the wall; the
    difference is slept when it is worth a sleep. That is what slows a busy loop down to an ESP32's speed.
    """

    SLACK_US = 2000

    def __init__(self) -> None:
        self._start_ns = time.monotonic_ns()
        self._changed = threading.Condition()
        self._is_woken = False
        self.now_us = 0

    def move_to(self, t_us: int) -> None:
        """Sleep until `t_us` when it is worth a sleep, or until `wake`."""
        wall_us = (time.monotonic_ns() - self._start_ns) // 1000
        if t_us - wall_us > self.SLACK_US:
            with self._changed:
                self._changed.wait_for(self._take_wake, min(LONGEST_WAIT_S, (t_us - wall_us) / 1e6))
            self.now_us = max(self.now_us, min(self._wall_us(), t_us))
        else:
            self.now_us = max(self.now_us, t_us, wall_us)

    def wake(self) -> None:
        """Make `move_to` return early."""
        with self._changed:
            self._is_woken = True
            self._changed.notify_all()

    def _take_wake(self) -> bool:
        woken, self._is_woken = self._is_woken, False
        return woken

    def _wall_us(self) -> int:
        return (time.monotonic_ns() - self._start_ns) // 1000
