"""Threads that must live as long as what they serve: guarded, watched, and missed in public.

A thread that ends by an exception takes a part of the room with it while all else looks well. So each permanent thread
is made here: what its work raises is written in the log, and the work begins again after a pause where it can. Which
threads are dead, or fell within the last minute, `/health` and the trainer's page say. Here too: what several threads
may ask for first.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar
from weakref import WeakSet

if TYPE_CHECKING:
    from collections.abc import Callable

PAUSE_S: Final = 1.0
REMEMBERED_S: Final = 60.0
_Owner = TypeVar("_Owner")
_Made = TypeVar("_Made")
_log = logging.getLogger(__name__)
_watched: WeakSet[PermanentThread] = WeakSet()


class PermanentThread(threading.Thread):
    """Does `work` until `is_over()`; begins again after a fall unless `again` is false."""

    def __init__(
        self, name: str, work: Callable[[], object], *, is_over: Callable[[], bool], again: bool = True
    ) -> None:
        super().__init__(name=name, daemon=True)
        self._work, self._is_over, self._again = work, is_over, again
        self._fell_s: float | None = None

    def start(self) -> None:
        """Begin, and be watched from now on."""
        _watched.add(self)
        super().start()

    def run(self) -> None:
        """Do the work, again and again."""
        while True:
            try:
                self._work()
            except BaseException:  # noqa: BLE001 - whatever it is, the log says why the thread fell
                if self._is_over():
                    return
                _log.exception("the thread %s fell", self.name)
            if self._is_over():
                return
            self._fell_s = time.monotonic()
            if not self._again:
                return
            time.sleep(PAUSE_S)

    @property
    def is_in_trouble(self) -> bool:
        """Whether it is dead before its time, or fell a moment ago."""
        if self.ident is None or self._is_over():
            return False
        is_fresh = self._fell_s is not None and time.monotonic() - self._fell_s < REMEMBERED_S
        return is_fresh or not self.is_alive()


def threads_in_trouble() -> list[str]:
    """Return the names of the permanent threads that are dead, or fell a moment ago."""
    return sorted({thread.name for thread in tuple(_watched) if thread.is_in_trouble})


class OpenedOnce(Generic[_Owner, _Made]):
    """An attribute that is made when it is first asked for, once, by however many threads at the same time.

    As `functools.cached_property` before Python 3.12, which may make it twice.
    """

    def __init__(self, make: Callable[[_Owner], _Made]) -> None:
        self._make, self._name, self._lock = make, make.__name__, threading.RLock()
        self.__doc__ = make.__doc__

    def __get__(self, owner: _Owner, _kind: type[_Owner]) -> _Made:
        """Make it, or return what another thread has made meanwhile; afterwards the attribute is found first."""
        with self._lock:
            kept: dict[str, Any] = vars(owner)
            if self._name not in kept:
                kept[self._name] = self._make(owner)
            made: _Made = kept[self._name]
            return made
