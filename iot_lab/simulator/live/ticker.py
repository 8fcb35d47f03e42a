"""A beat for live boards: every 20 ms each one that is computing stops for a moment to be slowed or stopped."""

from __future__ import annotations

import threading
from functools import partial

from iot_lab.simulator.runtime import shared_runtime
from iot_lab.threads import PermanentThread

BEAT_S = 0.02


class Ticker:
    """One thread for all boards of the process; it lives while at least one board does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._boards = 0
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()

    def join(self) -> None:
        """Count one board more."""
        with self._lock:
            self._boards += 1
            if self._thread is None:
                self._ended = threading.Event()
                self._thread = PermanentThread("board-ticker", partial(_beat, self._ended), is_over=self._ended.is_set)
                self._thread.start()

    def leave(self) -> None:
        """Count one board less; the last one ends the thread."""
        with self._lock:
            self._boards -= 1
            thread = self._thread
            if self._boards or thread is None:
                return
            self._ended.set()
            self._thread = None
        thread.join()


def _beat(ended: threading.Event) -> None:
    engine = shared_runtime().engine
    while not ended.wait(BEAT_S):
        engine.increment_epoch()


ticker = Ticker()
