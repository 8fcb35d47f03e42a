"""What the trainer's page tells of connections to the broker: who came, went, was refused or taken over."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import asdict, dataclass
from typing import Final

KEPT: Final = 200


@dataclass(frozen=True, slots=True)
class ConnectionEvent:
    """One event: `kind` is connected, disconnected, refused, taken-over or write-denied; times in ms since 1970."""

    t_ms: int
    kind: str
    account: str
    client_id: str = ""
    address: str = ""
    detail: str = ""


class Connections:
    """The last events, oldest first. The broker calls it from its own thread; pages read it from theirs."""

    def __init__(self) -> None:
        self._events: deque[ConnectionEvent] = deque(maxlen=KEPT)

    def recent(self) -> list[dict[str, object]]:
        """Return the last events as plain dictionaries, newest first."""
        return [asdict(event) for event in reversed(list(self._events))]

    def connected(self, account: str, client_id: str, address: str) -> None:
        """Note a client that was let in."""
        self._note("connected", account, client_id, address)

    def disconnected(self, account: str, client_id: str, reason: str) -> None:
        """Note a client that left, with the broker's reason."""
        self._note("disconnected", account, client_id, detail=reason)

    def taken_over(self, account: str, client_id: str, old_address: str, new_address: str) -> None:
        """Note that a second client with the right secret replaced the first; both addresses are kept."""
        self._note("taken-over", account, client_id, new_address, old_address)

    def refused(self, username: str | None, address: str, reason: str) -> None:
        """Note a client that was not let in."""
        self._note("refused", username or "", address=address, detail=reason)

    def write_denied(self, account: str, topic: str) -> None:
        """Note a message on a topic where its account may not publish."""
        self._note("write-denied", account, detail=topic)

    def _note(self, kind: str, account: str, client_id: str = "", address: str = "", detail: str = "") -> None:
        self._events.append(ConnectionEvent(time.time_ns() // 1_000_000, kind, account, client_id, address, detail))
