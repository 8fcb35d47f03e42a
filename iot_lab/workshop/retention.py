"""Nothing is kept for ever: people's work and measures are erased some days after their last sign of life.

The theory. A learner's last sign of life is their last check or saved program, else the day they joined; with the
learner goes all of their work. A sample's is its own time. The trainer says how many days (`class.json`), 90 at first.
A limit in days stands and falls with this computer's clock, and one that jumped ahead would erase everything. So a day
is *believed* step by step: from one day of use to the next it moves by half the limit at most (or two weeks, where that
is more), and the limit counts back from there. After a jump nothing goes on the first day, and the trainer is told;
after a summer in a cupboard it takes a few days of use more. A clock that goes back is believed at once.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.errors import LabError
from iot_lab.hub.hub import KEPT_DAYS
from iot_lab.workshop.erasing import erase_learner, forget_measures

if TYPE_CHECKING:
    from iot_lab.workshop.erasing import RoomRecords
    from iot_lab.workshop.learners import Learner

DAY_MS: Final = 24 * 3600 * 1000
LEAST_STEP_DAYS: Final = 14
"""A course that meets every week or two is no jump."""
EVERY_S: Final = 6 * 3600.0
AGAIN_S: Final = 60.0
"""Where something else wrote meanwhile."""
_log = logging.getLogger(__name__)


class ClockDoubtful(LabError):
    """The clock is far ahead of the last day of use, so less was erased by itself. Details: days."""

    code = "clock-doubtful"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What the limit erased, and when."""

    at_ms: int
    learners: int
    samples: int


class Retention:
    """Erases what is too old, at the start and every few hours."""

    def __init__(self, room: RoomRecords) -> None:
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
        """Erase what is too old. Raises StoreError, FileUnwritten."""
        room, settings = self._room, self._room.class_settings
        if not settings.keep_days:
            self.trouble = None
            # The hub forgets samples after so long all the same: takes without them are of no use.
            room.recordings.forget_before(now_ms - KEPT_DAYS * DAY_MS)
            room.trainings.forget_before(now_ms - KEPT_DAYS * DAY_MS)
            return
        today = now_ms // DAY_MS
        believed = believed_day(settings.believed_day, settings.looked_day, today, settings.keep_days)
        settings.believe(believed, today)
        self.trouble = ClockDoubtful(days=today - believed) if believed < today else None
        limit_ms = now_ms - (today - believed + settings.keep_days) * DAY_MS
        old = [learner for learner in room.learners.people() if last_sign_ms(room, learner) < limit_ms]
        for learner in old:
            erase_learner(room, learner)
        samples = forget_measures(room, limit_ms)
        if old or samples:
            self.last = Forgotten(now_ms, len(old), samples)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._stopping.wait(self.look())

    def look(self) -> float:
        """Erase what is too old, and return in how many seconds to look again; nothing of it ends the room."""
        try:
            self.apply(time.time_ns() // 1_000_000)
        except LabError as error:
            # A database that is locked or a disk that is full is said where people and boards need it.
            _log.info("what is too old is erased later: %s", error)
            return AGAIN_S
        except Exception:  # noqa: BLE001 - the next time is in some hours; the room goes on
            _log.exception("what is too old could not be erased")
        return EVERY_S


def believed_day(believed: int, looked: int, today: int, keep_days: int) -> int:
    """Return the day to count back from, since 1970; `believed` and `looked` are those of the last time, or 0."""
    if not believed or today <= believed:
        return today
    return believed if today == looked else min(today, believed + max(LEAST_STEP_DAYS, keep_days // 2))


def last_sign_ms(room: RoomRecords, learner: Learner) -> int:
    """Return when a learner last did something that is kept."""
    saved = [header.saved_ms for header in room.work.headers(learner.id)]
    checked = [one.last_ms for one in room.work.sums(learner.id).values()]
    return max(learner.joined_ms, learner.seen_ms, *saved, *checked)
