"""esptool has one logger per process; ours hands each message to the thread, hence the board, it is about.

Must be imported before esptool: esptool's modules keep the logger they find when they are imported.
"""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from esp_pylib.logger import EspLog, EspLogBase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_log: Final = logging.getLogger(__name__)
_current: Final = threading.local()


class BoardLog(EspLogBase):
    """Progress goes to the listener of the current thread; words go to Python's own log, never to a screen."""

    def print(self, *args: Any, **_kwargs: Any) -> None:
        """Keep a message for the maintainers."""
        _log.debug("%s", " ".join(map(str, args)))

    def note(self, *args: Any, **_kwargs: Any) -> None:
        self.print(*args)

    def hint(self, *args: Any, **_kwargs: Any) -> None:
        self.print(*args)

    def warn(self, *args: Any, **_kwargs: Any) -> None:
        self.print(*args)

    def err(self, *args: Any, **_kwargs: Any) -> None:
        """Keep an error; the exception that follows says it to a person."""
        self.print(*args)

    warning = warn
    error = err

    def debug(self, *args: Any, **_kwargs: Any) -> None:
        """Ignore details."""

    def set_verbosity(self, mode: int | str) -> None:
        """Ignore esptool's own verbosity."""

    def stage(self, finish: bool = False) -> None:
        """Ignore esptool's collapsible output."""

    def progress_bar(
        self,
        cur_iter: int,
        total_iters: int,
        prefix: str = "",  # noqa: ARG002
        suffix: str = "",  # noqa: ARG002
        bar_length: int = 30,  # noqa: ARG002
        **_kwargs: Any,
    ) -> None:
        """Tell the thread's listener how many bytes of the current part are sent."""
        listener: Callable[[int, int], None] | None = getattr(_current, "listener", None)
        if listener is not None:
            listener(cur_iter, total_iters)


@contextmanager
def progress_to(listener: Callable[[int, int], None]) -> Iterator[None]:
    """Within the block, this thread's progress goes to `listener(bytes sent, bytes in all)`."""
    _current.listener = listener
    try:
        yield
    finally:
        _current.listener = None


EspLog.instance = BoardLog()
