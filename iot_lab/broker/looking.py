"""The event loop of the broker, which rests for a moment before a look at its connections (resting.py).

The rest stands before the look and nowhere else, only where the loop has nothing more to do: one look then finds all
that came meanwhile, and it is handled, written and answered at once. A rest within a handle of the loop stands between
a look and what it found: a message then waits for two of them.
"""

from __future__ import annotations

import asyncio
import selectors
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def resting_loop(rest_s: Callable[[float], float]) -> asyncio.AbstractEventLoop:
    """Return an event loop that rests before a look, for so long as `rest_s` says of that moment."""
    if sys.platform == "win32":

        class RestingProactor(asyncio.IocpProactor):
            """Windows' look."""

            def select(self, timeout: float | None = None) -> Any:
                """Rest, then look."""
                return super().select(rested(rest_s, timeout))

        return asyncio.ProactorEventLoop(RestingProactor())

    class RestingSelector(selectors.DefaultSelector):
        """The look of all other systems."""

        def select(self, timeout: float | None = None) -> Any:
            """Rest, then look."""
            return super().select(rested(rest_s, timeout))

    return asyncio.SelectorEventLoop(RestingSelector())


def rested(rest_s: Callable[[float], float], timeout_s: float | None) -> float | None:
    """Rest, unless something is to be done at once; return what is left of the time that a look may take."""
    if timeout_s is not None and timeout_s <= 0.0:
        return timeout_s
    wished_s = rest_s(time.monotonic())
    if not wished_s:
        return timeout_s
    given_s = wished_s if timeout_s is None else min(wished_s, timeout_s)
    time.sleep(given_s)
    return None if timeout_s is None else max(0.0, timeout_s - given_s)
