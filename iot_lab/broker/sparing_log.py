"""What the broker writes in the log: at most a line a second, so that a storm fills no disk."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import asyncio

EVERY_S: Final = 1.0
_log = logging.getLogger(__name__)


class SparingLog:
    """Lines that would come sooner are counted, and told with the next."""

    def __init__(self) -> None:
        self._next_s = 0.0
        self._left_out = 0
        self._told_crowd = 0

    def handle(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Note what asyncio could not hand to anybody."""
        self.tell(str(context.get("message", "")), context.get("exception"), time.monotonic())

    def tell_crowd(self, crowded_out: int, now_s: float) -> None:
        """Note how many connections were closed because too many had said nothing, since the last time."""
        if crowded_out > self._told_crowd and now_s >= self._next_s:
            self.tell(
                f"{crowded_out - self._told_crowd} connections that said nothing made room for others", None, now_s
            )
            self._told_crowd = crowded_out

    def tell(self, text: str, error: BaseException | None, now_s: float) -> None:
        """Write a line, unless one was written less than a second ago."""
        if now_s < self._next_s:
            self._left_out += 1
            return
        more = f" ({self._left_out} lines left out)" if self._left_out else ""
        self._next_s, self._left_out = now_s + EVERY_S, 0
        _log.warning("the broker: %s%s", text, more, exc_info=error)
