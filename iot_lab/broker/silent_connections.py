"""Connections that have not said who they are: kept apart, so that thousands of them cost the others nothing. Pure.

Where there are too many, the oldest one makes room, of the computer that holds most of them: a storm from one computer
never closes the connection of a board that is about to speak.
"""

from __future__ import annotations

from typing import Generic, TypeVar

One = TypeVar("One")


class SilentConnections(Generic[One]):
    """Connections by the computer they come from, oldest first; times are in seconds of any steady clock."""

    def __init__(self) -> None:
        self._by_host: dict[str, dict[One, None]] = {}
        self._known: dict[One, tuple[str, float]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def add(self, one: One, host: str, now_s: float) -> None:
        """Note one that was just opened."""
        self._known[one] = host, now_s
        self._by_host.setdefault(host, {})[one] = None

    def discard(self, one: One) -> None:
        """Forget one that spoke, or is gone; nothing happens where it is not there."""
        host, _ = self._known.pop(one, (None, 0.0))
        if host is not None:
            del self._by_host[host][one]
            if not self._by_host[host]:
                del self._by_host[host]

    @property
    def silent_since_s(self) -> float | None:
        """When the one that is silent for longest was opened; None where there is none."""
        return next((since_s for _, since_s in self._known.values()), None)

    def take_opened_before(self, limit_s: float) -> One | None:
        """Return the one that is silent for longest where it was opened by then, and forget it."""
        since_s = self.silent_since_s
        if since_s is None or since_s > limit_s:
            return None
        one = next(iter(self._known))
        self.discard(one)
        return one

    def take_oldest(self) -> One | None:
        """Return the one that makes room, and forget it; None where there is none."""
        if not self._by_host:
            return None
        host = max(self._by_host, key=lambda name: len(self._by_host[name]))
        one = next(iter(self._by_host[host]))
        self.discard(one)
        return one
