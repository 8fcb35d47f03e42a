"""Real time for a board in a browser's worker, which has no threads: a board that waits gives the worker its turn.

Python's stack sleeps in a promise (the browser's JSPI, Pyodide's `run_sync`); meanwhile the worker hears messages. A
program that never waits is made to, every `TURN_US`: so "stop" and knobs reach it too.
"""

from __future__ import annotations

import time
from typing import Any, Final

TURN_US: Final = 50_000
LONGEST_WAIT_MS: Final = 3_600_000.0
_TIMER: Final = """
(() => {
  let end = () => {};
  return {
    wait: ms => new Promise(done => {
      const timer = setTimeout(done, ms);
      end = () => { clearTimeout(timer); done(); };
    }),
    wake: () => end(),
  };
})()
"""


class BrowserClock:
    """`clock.WallClock` for a worker: for runs that JavaScript began by `callPromising`."""

    SLACK_US = 2000

    def __init__(self) -> None:
        from pyodide.code import run_js
        from pyodide.ffi import run_sync

        self._timer: Any = run_js(_TIMER)
        self._run_sync = run_sync
        self._start_ns = time.monotonic_ns()
        self._turn_us = 0
        self.now_us = 0

    def move_to(self, t_us: int) -> None:
        """Wait until `t_us` when it is worth it, or until `wake`."""
        wall_us = self._wall_us()
        if t_us - wall_us > self.SLACK_US or wall_us - self._turn_us > TURN_US:
            self._run_sync(self._timer.wait(min(LONGEST_WAIT_MS, max(0.0, (t_us - wall_us) / 1000))))
            self._turn_us = self._wall_us()
            self.now_us = max(self.now_us, min(self._turn_us, t_us))
        else:
            self.now_us = max(self.now_us, t_us, wall_us)

    def wake(self) -> None:
        """Make `move_to` return early."""
        self._timer.wake()

    def _wall_us(self) -> int:
        return (time.monotonic_ns() - self._start_ns) // 1000
