"""Connections that have not said who they are: kept apart, so that thousands of them cost the others nothing. Pure.

Where there are too many, the oldest one makes room, of the computer that holds most of them: a storm from one computer
never closes the connection of a board that is about to speak.
"""

from __future__ import annotations

from typing import Generic, TypeVar

One = TypeVar("One")


class SilentConnections(Generic[One]):
    """Connections by the computer they come from, oldest first."""

    def __init__(self) -> None:
        self._by_host: dict[str, dict[One, None]] = {}
        self._hosts: dict[One, str] = {}

    def __len__(self) -> int:
        return len(self._hosts)

    def __contains__(self, one: One) -> bool:
        return one in self._hosts

    def add(self, one: One, host: str) -> None:
        """Note one that was just opened."""
        self._hosts[one] = host
        self._by_host.setdefault(host, {})[one] = None

    def discard(self, one: One) -> None:
        """Forget one that spoke, or is gone; nothing happens where it is not there."""
        host = self._hosts.pop(one, None)
        if host is not None:
            del self._by_host[host][one]
            if not self._by_host[host]:
                del self._by_host[host]

    def take_oldest(self) -> One | None:
        """Return the one that makes room, and forget it; None where there is none."""
        if not self._by_host:
            return None
        host = max(self._by_host, key=lambda name: len(self._by_host[name]))
        one = next(iter(self._by_host[host]))
        self.discard(one)
        return one
