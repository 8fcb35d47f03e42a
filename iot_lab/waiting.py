"""Waiting that Ctrl-C can end on every system.

On Windows a wait without a limit in the main thread is not interrupted by Ctrl-C (CPython issue 80116): it is cut in
pieces. A test forbids the untimed ones everywhere in the kit, since any thread of today may be the main one tomorrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    import threading
    from concurrent.futures import Future

_PIECE_S: Final = 0.5
Result = TypeVar("Result")


class Joinable(Protocol):
    """A thread or a process."""

    def join(self, timeout: float | None = None) -> object: ...

    def is_alive(self) -> bool: ...


def wait_for(event: threading.Event) -> None:
    while not event.wait(_PIECE_S):
        pass


def join(running: Joinable) -> None:
    """Return once a thread or a process that was started has ended."""
    running.join(_PIECE_S)
    while running.is_alive():
        running.join(_PIECE_S)


def result_of(future: Future[Result]) -> Result:
    while True:
        try:
            return future.result(_PIECE_S)
        except TimeoutError:
            if future.done():  # the answer itself is that error
                return future.result(0)
