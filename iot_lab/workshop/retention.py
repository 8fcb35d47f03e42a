"""Nothing is kept for ever: people's work and measures are erased some days after their last sign of life.

The theory. A learner's last sign of life is their last check or saved program, else the day they joined; with the
learner goes all of their work. A sample's is its own time. The trainer says how many days (`class.json`), 90 at first.
A limit in days stands and falls with this computer's clock: where *everything* would go at once, either the kit lay in
a cupboard or the clock jumped ahead, and nobody can tell which. Then nothing is erased, and the trainer is told.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.errors import LabError
from iot_lab.workshop.erasing import erase_learner

if TYPE_CHECKING:
    from iot_lab.workshop.learners import Learner
    from iot_lab.workshop.room import Room

DAY_MS: Final = 24 * 3600 * 1000
EVERY_S: Final = 6 * 3600.0
_log = logging.getLogger(__name__)


class EverythingOld(LabError):
    """All that is kept is older than the limit, so nothing was erased by itself. Details: days."""

    code = "everything-old"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What the limit erased, and when."""

    at_ms: int
    learners: int
    samples: int


class Retention:
    """Erases what is too old, at the start and every few hours."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._stopping = threading.Event()
        self.last: Forgotten | None = None
        """What was erased since the start, if anything."""
        self.trouble: LabError | None = None
        """Why nothing is erased by itself."""

    def start(self) -> None:
        """Begin, in a thread of its own."""
        threading.Thread(target=self._run, name="retention", daemon=True).start()

    def stop(self) -> None:
        """End it."""
        self._stopping.set()

    def apply(self, now_ms: int) -> None:
        """Erase what is too old. Raises StoreError."""
        room = self._room
        days = room.class_settings.keep_days
        self.trouble = None
        if not days:
            return
        limit_ms = now_ms - days * DAY_MS
        people = {learner: last_sign_ms(room, learner) for learner in room.learners.people()}
        measured = [board.seen_ms or 0 for board in room.store.boards()]
        if max((*people.values(), *measured), default=now_ms) < limit_ms:
            self.trouble = EverythingOld(days=days)
            return
        old = [learner for learner, seen_ms in people.items() if seen_ms < limit_ms]
        for learner in old:
            erase_learner(room, learner)
        samples = room.store.forget_before(limit_ms)
        if old or samples:
            self.last = Forgotten(now_ms, len(old), samples)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.apply(time.time_ns() // 1_000_000)
            except Exception:  # noqa: BLE001 - the next time is in some hours; the room goes on
                _log.exception("what is too old could not be erased")
            self._stopping.wait(EVERY_S)


def last_sign_ms(room: Room, learner: Learner) -> int:
    """Return when a learner last did something that is kept."""
    saved = [header.saved_ms for header in room.work.headers(learner.id)]
    checked = [one.last_ms for one in room.work.sums(learner.id).values()]
    return max(learner.joined_ms, learner.seen_ms, *saved, *checked)
