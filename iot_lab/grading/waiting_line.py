"""Who is next to be checked. Pure: the pool does the locking and tells the time.

Theory. A client (one browser) has one place in the line: a newer submission takes the place of the one that waits. The
next one called is, of those that wait, the one whose computer (address) has lately cost the graders least, then whose
client has; at equal cost, the first that came. Costs are seconds of a worker, and half of them are forgotten every half
minute. So somebody who floods the graders with endless programs comes after everybody else, under however many names;
and while a computer has been heavy, or never had an answer yet, the last free worker is kept for the others, who then
never wait for its programs. A whole class behind one router shares one address: its clients are told apart by their
own costs, and it is heavy only if its programs are.
"""

from __future__ import annotations

from collections import Counter
from typing import Final, Generic, Protocol, TypeVar

from iot_lab.errors import LabError

MAX_WAITING: Final = 200
HALF_LIFE_S: Final = 30.0
HEAVY_S: Final = 3.0
"""A computer that lately cost so many seconds is heavy: twenty usual verdicts take less than one."""
_MOST_KNOWN: Final = 2048


class GraderBusy(LabError):
    """Too many submissions are waiting. Details: waiting."""

    code = "grader-busy"


class Waiting(Protocol):
    """What stands in the line; an empty `client` is nobody in particular, an empty `address` no computer."""

    client: str
    address: str


T = TypeVar("T", bound=Waiting)


class Costs:
    """What each name has lately cost, in seconds, forgotten little by little."""

    def __init__(self) -> None:
        self._spent: dict[str, tuple[float, float]] = {}

    def of(self, name: str, now_s: float) -> float:
        seconds, since_s = self._spent.get(name, (0.0, now_s))
        return float(seconds * 0.5 ** ((now_s - since_s) / HALF_LIFE_S))

    def knows(self, name: str) -> bool:
        """Say whether the name ever cost something."""
        return name in self._spent

    def add(self, name: str, seconds: float, now_s: float) -> None:
        self._spent[name] = (self.of(name, now_s) + seconds, now_s)
        if len(self._spent) > _MOST_KNOWN:
            lightest = sorted(self._spent, key=lambda one: self.of(one, now_s))
            for gone in lightest[: _MOST_KNOWN // 2]:
                del self._spent[gone]


class WaitingLine(Generic[T]):
    """The submissions that wait, and whose are being checked, by `workers` at the same time."""

    def __init__(self, workers: int = 1) -> None:
        self._workers = workers
        self._line: list[T] = []
        self._served: Counter[str] = Counter()
        self._served_addresses: Counter[str] = Counter()
        self._clients, self._addresses = Costs(), Costs()

    def __len__(self) -> int:
        return len(self._line)

    def join(self, check: T) -> T | None:
        """Put a check in the line; returns the one whose place it took. Raises GraderBusy."""
        for place, other in enumerate(self._line):
            if check.client and other.client == check.client:
                self._line[place] = check
                return other
        if len(self._line) >= MAX_WAITING:
            raise GraderBusy(waiting=len(self._line))
        self._line.append(check)
        return None

    def may_call(self, now_s: float) -> bool:
        """Say whether somebody may be called now: the last free worker is not for who has been heavy, or may be."""
        return self._next(now_s) is not None

    def call(self, now_s: float) -> T:
        """Take the next check out of the line; `may_call` says that there is one."""
        place = self._next(now_s)
        if place is None:
            raise LookupError("nobody may be called")
        check = self._line.pop(place)
        self._served[check.client] += 1
        self._served_addresses[check.address] += 1
        return check

    def done(self, check: T, seconds: float, now_s: float) -> None:
        """Note that a check that was called has its answer, and how long it held a worker."""
        self._served[check.client] -= 1
        self._served_addresses[check.address] -= 1
        self._served, self._served_addresses = +self._served, +self._served_addresses
        for costs, name in ((self._clients, check.client), (self._addresses, check.address)):
            if name:
                costs.add(name, seconds, now_s)

    def leave(self, check: T) -> bool:
        """Take a check out of the line; says whether it was there."""
        if check not in self._line:
            return False
        self._line.remove(check)
        return True

    def clear(self) -> list[T]:
        """Empty the line and return who was in it."""
        left, self._line = self._line, []
        return left

    def place(self, check: T) -> int:
        """Return the place of a check: 1 is next, 0 is not in the line."""
        return self._line.index(check) + 1 if check in self._line else 0

    def _next(self, now_s: float) -> int | None:
        allowed = [place for place, check in enumerate(self._line) if self._may(check, now_s)]
        return min(allowed, key=lambda place: (*self._rank(self._line[place], now_s), place), default=None)

    def _may(self, check: Waiting, now_s: float) -> bool:
        is_known = not check.address or self._addresses.knows(check.address)
        if self._workers == 1 or (is_known and self._addresses.of(check.address, now_s) < HEAVY_S):
            return True
        return self._served_addresses[check.address] < self._workers - 1

    def _rank(self, check: Waiting, now_s: float) -> tuple[bool, float, float]:
        """Return what decides between two that wait; costs below a tenth of a second are alike."""
        is_served = bool(check.client) and self._served[check.client] > 0
        costs = (self._addresses.of(check.address, now_s), self._clients.of(check.client, now_s))
        return (is_served, round(costs[0], 1), round(costs[1], 1))
