"""How often one client may do something: a handful at once, then so many a second."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class RateLimit:
    """Each client has `burst` tokens that come back at `per_s` a second; the least recent clients are forgotten."""

    def __init__(
        self, burst: int, per_s: float, *, clients: int = 1000, clock_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst, self._per_s, self._most, self._clock_s = burst, per_s, clients, clock_s
        self._known: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def has_left(self, client: str) -> bool:
        """Say whether `client` has a token, and leave it there."""
        now_s = self._clock_s()
        with self._lock:
            tokens, seen_s = self._known.get(client, (float(self._burst), now_s))
        return tokens + (now_s - seen_s) * self._per_s >= 1

    def allows(self, client: str) -> bool:
        """Take one token of `client` where it has one."""
        now_s = self._clock_s()
        with self._lock:
            tokens, seen_s = self._known.pop(client, (float(self._burst), now_s))
            tokens = min(float(self._burst), tokens + (now_s - seen_s) * self._per_s)
            is_allowed = tokens >= 1
            self._known[client] = (tokens - 1 if is_allowed else tokens, now_s)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return is_allowed
