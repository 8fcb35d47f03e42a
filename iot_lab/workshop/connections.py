"""What the trainer's page tells of connections to the broker: who came, went, was refused, replaced or sent away.

The same trouble again is one event with its number of times: a board that tries a wrong secret every few seconds must
not push the others off the page. Nor must one that tries two hundred names: where there are too many events, the oldest
goes of what there is most of, from one computer or of one account.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from dataclasses import asdict, dataclass
from itertools import count
from typing import TYPE_CHECKING, Final, Literal

from iot_lab.foreign_text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT: Final = 200
REPLACED_OFTEN: Final = 3
REPLACED_WITHIN_MS: Final = 120_000
"""So often in so short a time, two devices use one name; a board that starts again replaces itself once."""
REFUSED_WITHIN_MS: Final = 180_000
"""A refusal is of now: boards try again within a minute or two."""
LONGEST_TEXT: Final = 160
"""Of a name or a topic: strangers choose them, of up to 64 KB each."""
RIGHTS_ENDED: Final = "rights-changed"
"""The broker's reason (broker/core.py) where the register ended what a connection stood on."""
EventKind = Literal["connected", "disconnected", "refused", "taken-over", "write-denied", "rights-ended"]


@dataclass(frozen=True, slots=True)
class ConnectionEvent:
    """One event, which happened `times` times, last at `t_ms` since 1970; `detail` is the broker's reason or a topic.

    Of `taken-over`, `address` is the newer connection's and `detail` the older one's.
    """

    t_ms: int
    kind: EventKind
    account: str
    client_id: str = ""
    address: str = ""
    detail: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class SharedName:
    """Two devices that connect under one name and replace each other."""

    name: str
    one: str
    other: str


class Connections:
    """The last events, newest last. The broker calls it from its own thread; pages read it from theirs."""

    def __init__(self, now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000) -> None:
        self._now_ms = now_ms
        self._events: dict[object, ConnectionEvent] = {}
        self._numbers = count()
        self._replaced: dict[tuple[str, str], deque[tuple[int, str, str]]] = {}

    def recent(self) -> list[dict[str, object]]:
        """Return the last events as plain dictionaries, newest first."""
        return [asdict(event) for event in reversed(list(self._events.values()))]

    def shared_names(self) -> list[SharedName]:
        """Return the names that two devices use now."""
        since_ms = self._now_ms() - REPLACED_WITHIN_MS
        found = []
        for (account, _), times in list(self._replaced.items()):
            if len(times) == REPLACED_OFTEN and times[0][0] >= since_ms:
                _, old, new = times[-1]
                found.append(SharedName(account, _host(old), _host(new)))
        return found

    def refused_now(self) -> frozenset[str]:
        """Return the accounts that were turned away a moment ago and did not come in since."""
        last = {event.account: event for event in list(self._events.values()) if event.kind in {"connected", "refused"}}
        since_ms = self._now_ms() - REFUSED_WITHIN_MS
        return frozenset(name for name, event in last.items() if event.kind == "refused" and event.t_ms >= since_ms)

    def connected(self, account: str, client_id: str, address: str) -> None:
        """Note a client that was let in."""
        self._note("connected", account, client_id, address)

    def disconnected(self, account: str, client_id: str, reason: str) -> None:
        """Note a client that left, with the broker's reason."""
        self._note("rights-ended" if reason == RIGHTS_ENDED else "disconnected", account, client_id, detail=reason)

    def taken_over(self, account: str, client_id: str, old_address: str, new_address: str) -> None:
        """Note that a second client with the right secret replaced the first; both addresses are kept."""
        key = "taken-over", account, client_id, _host(old_address), _host(new_address)
        self._note("taken-over", account, client_id, new_address, old_address, key)
        if len(self._replaced) >= KEPT:
            self._replaced.pop(next(iter(self._replaced)))
        times = self._replaced.setdefault((account, client_id), deque(maxlen=REPLACED_OFTEN))
        times.append((self._now_ms(), old_address, new_address))

    def refused(self, username: str | None, address: str, reason: str) -> None:
        """Note a client that was not let in."""
        key = "refused", username, _host(address), reason
        self._note("refused", username or "", address=address, detail=reason, key=key)

    def write_denied(self, account: str, topic: str) -> None:
        """Note a message on a topic where its account may not publish."""
        self._note("write-denied", account, detail=topic, key=("write-denied", account, topic))

    def _note(
        self,
        kind: EventKind,
        account: str,
        client_id: str = "",
        address: str = "",
        detail: str = "",
        key: object = None,
    ) -> None:
        key = key or next(self._numbers)
        account, client_id, detail = (clean(text, LONGEST_TEXT) for text in (account, client_id, detail))
        before = self._events.pop(key, None)
        times = before.times + 1 if before else 1
        self._events[key] = ConnectionEvent(self._now_ms(), kind, account, client_id, address, detail, times)
        if len(self._events) > KEPT:
            (most, _), *_ = Counter(map(_source, self._events.values())).most_common(1)
            del self._events[next(key for key, event in self._events.items() if _source(event) == most)]


def _source(event: ConnectionEvent) -> tuple[str, str]:
    return event.kind, _host(event.address) or event.account


def _host(address: str) -> str:
    return address.rpartition(":")[0] or address
