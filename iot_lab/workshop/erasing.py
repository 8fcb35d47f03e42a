"""Erasing what a room keeps, by kind, with proof: the rows are counted before and after, and the file is written anew.

Two kinds: `learners` (nicknames, codes, programs, verdicts) and `measures` (samples and lines that boards printed). The
boards' accounts, the room's settings and the Wi-Fi stay: without them nothing works the next time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol

from iot_lab.store.telemetry.store import LATEST_MS

if TYPE_CHECKING:
    from collections.abc import Collection

    from iot_lab.store import Database, ProgressStore, RecordingsStore, TelemetryStore
    from iot_lab.workshop.ai.training import ModelTrainings
    from iot_lab.workshop.class_settings import ClassSettings
    from iot_lab.workshop.drawn_boards import DrawnBoards
    from iot_lab.workshop.learner_work import LearnerWork
    from iot_lab.workshop.learners import Learner, Learners
    from iot_lab.workshop.own_boards import OwnBoards

Kind = Literal["learners", "measures"]
KINDS: Final[tuple[Kind, ...]] = ("learners", "measures")


class RoomRecords(Protocol):
    """What of an open room keeps rows, and what else forgets a learner."""

    database: Database
    store: TelemetryStore
    recordings: RecordingsStore
    trainings: ModelTrainings
    progress: ProgressStore
    learners: Learners
    work: LearnerWork
    class_settings: ClassSettings
    own_boards: OwnBoards
    drawn: DrawnBoards


@dataclass(frozen=True, slots=True)
class Held:
    """How many rows there are of each thing."""

    learners: int
    programs: int
    checks: int
    samples: int
    lines: int

    def of(self, kind: Kind) -> tuple[int, ...]:
        """Return the counts of one kind."""
        return (self.learners, self.programs, self.checks) if kind == "learners" else (self.samples, self.lines)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was there, and what is there now."""

    kinds: tuple[Kind, ...]
    before: Held
    after: Held

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left. Boards that measure meanwhile write new samples."""
        return not any(count for kind in self.kinds for count in self.after.of(kind))


def held(room: RoomRecords) -> Held:
    """Count what the room keeps. Raises StoreError."""
    samples, lines = room.store.held()
    return Held(*room.progress.held(), samples, lines)


def erase(room: RoomRecords, kinds: Collection[Kind]) -> Erased:
    """Erase these kinds for good. Raises StoreError; what was erased until then stays erased."""
    before, chosen = held(room), tuple(kind for kind in KINDS if kind in kinds)
    if "learners" in chosen:
        for learner in room.learners.people():
            erase_learner(room, learner)
    if "measures" in chosen:
        forget_measures(room, LATEST_MS)
    room.database.write_anew()
    return Erased(chosen, before, held(room))


def forget_measures(room: RoomRecords, t_ms: int) -> int:
    """Forget what was measured before a moment, its takes and the models of it; return how many samples."""
    room.recordings.forget_before(t_ms)
    room.trainings.forget_before(t_ms)
    return room.store.forget_before(t_ms)


def erase_learner(room: RoomRecords, learner: Learner) -> None:
    """Erase one learner with all of their work. Raises StoreError."""
    room.learners.forget(learner.id)
    room.work.forget(learner.id)
    room.own_boards.release(learner.id)
    room.drawn.forget(f"learner-{learner.id}")
