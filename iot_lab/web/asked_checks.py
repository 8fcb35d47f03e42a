"""The checks that were asked for and are not fetched yet: a page asks again for its own, and no thread waits.

A check that nobody asked for in a while gives its place in the grader's queue up; one whose verdict was there for a
minute is forgotten. Nobody but the browser that asked for a check is told of it.
"""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.web.errors import CheckUnknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.grading import QueuedCheck

LEFT_AFTER_S: Final = 15.0
KEPT_S: Final = 60.0


@dataclass(slots=True)
class AskedCheck:
    """One check: what was asked, by whom, its place with the grader, and when somebody last asked for it."""

    number: str
    exercise: str
    program: str
    client: str
    queued: QueuedCheck
    seen_s: float

    @property
    def is_answered(self) -> bool:
        """Whether the verdict, or why there is none, is there."""
        return self.queued.answer.done()


class AskedChecks:
    """The checks of one application. Safe to use from several threads."""

    def __init__(self, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._clock_s = clock_s
        self._known: dict[str, AskedCheck] = {}
        self._lock = threading.Lock()

    def add(self, exercise: str, program: str, client: str, queued: QueuedCheck) -> AskedCheck:
        """Keep a check until it is fetched."""
        check = AskedCheck(secrets.token_urlsafe(9), exercise, program, client, queued, self._clock_s())
        with self._lock:
            self._known[check.number] = check
        self._forget()
        return check

    def find(self, number: str, client: str) -> AskedCheck:
        """Return a client's own check. Raises CheckUnknown."""
        self._forget(number)
        with self._lock:
            check = self._known.get(number)
            if check is None or check.client != client:
                raise CheckUnknown
            check.seen_s = self._clock_s()
            return check

    def _forget(self, asked_now: str = "") -> None:
        now_s = self._clock_s()
        with self._lock:
            old = [one for one in self._known.values() if one.number != asked_now and _is_old(one, now_s)]
            for check in old:
                del self._known[check.number]
        for check in old:
            check.queued.abandon()


def _is_old(check: AskedCheck, now_s: float) -> bool:
    return now_s - check.seen_s > (KEPT_S if check.is_answered else LEFT_AFTER_S)
