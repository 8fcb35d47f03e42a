"""Who is next to be checked: first come, first served, but one learner never keeps the others waiting.

Each client has one place in the line: a newer submission takes the place of the one that waits. While others wait, a
client that is being checked is passed over. Pure: the pool does the locking.
"""

from __future__ import annotations

from collections import Counter
from typing import Final, Generic, Protocol, TypeVar

from iot_lab.errors import LabError

MAX_WAITING: Final = 200


class GraderBusy(LabError):
    """Too many submissions are waiting. Details: waiting."""

    code = "grader-busy"


class Waiting(Protocol):
    """What stands in the line; an empty `client` is nobody in particular."""

    client: str


T = TypeVar("T", bound=Waiting)


class WaitingLine(Generic[T]):
    """The submissions that wait, and whose are being checked."""

    def __init__(self) -> None:
        self._line: list[T] = []
        self._served: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._line)

    def join(self, ticket: T) -> T | None:
        """Put a ticket in the line; returns the one whose place it took. Raises GraderBusy."""
        for place, other in enumerate(self._line):
            if ticket.client and other.client == ticket.client:
                self._line[place] = ticket
                return other
        if len(self._line) >= MAX_WAITING:
            raise GraderBusy(waiting=len(self._line))
        self._line.append(ticket)
        return None

    def call(self) -> T:
        """Take the next ticket out of the line, which is not empty."""
        free = (place for place, ticket in enumerate(self._line) if not self._served[ticket.client])
        ticket = self._line.pop(next(free, 0))
        if ticket.client:
            self._served[ticket.client] += 1
        return ticket

    def done(self, ticket: T) -> None:
        """Note that a ticket that was called has its answer."""
        self._served[ticket.client] -= 1
        self._served = +self._served

    def leave(self, ticket: T) -> bool:
        """Take a ticket out of the line; says whether it was there."""
        if ticket not in self._line:
            return False
        self._line.remove(ticket)
        return True

    def clear(self) -> list[T]:
        """Empty the line and return who was in it."""
        left, self._line = self._line, []
        return left

    def place(self, ticket: T) -> int:
        """Return the place of a ticket: 1 is next, 0 is not in the line."""
        return self._line.index(ticket) + 1 if ticket in self._line else 0
