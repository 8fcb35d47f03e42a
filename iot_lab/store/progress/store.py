"""The progress of one room's learners: their accounts, the versions of their programs, the verdicts on them.

Checks are kept, not sums of them: who passed what, how often somebody tried and which mistakes are common now are
questions to the same few rows (a class makes some thousands). Versions are bounded, since a page saves by itself: of
more than VERSIONS_KEPT of one program, the oldest that nobody checked are forgotten.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import delete, exists, func, insert, select
from sqlalchemy.exc import IntegrityError

from iot_lab.errors import LabError
from iot_lab.store.progress.records import CheckRecord, CheckVerdict, LearnerRecord, ProgramVersion
from iot_lab.store.progress.tables import checks, learners, programs

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from iot_lab.store.database import Database

VERSIONS_KEPT: Final = 100
"""Of one learner's program for one exercise."""


class NicknameTaken(LabError):
    """Another learner of the room has this nickname: choose another, or come back with the personal code."""

    code = "nickname-taken"


class ProgressStore:
    """Safe to use from several threads; each method is one short transaction and raises a StoreError where it fails."""

    def __init__(self, database: Database, room: str) -> None:
        self.room = room
        self._database = database

    def add_learner(self, nickname: str, code_hash: str, now_ms: int) -> LearnerRecord:
        """Add a learner; raises NicknameTaken."""
        values = {"nickname": nickname, "code_hash": code_hash, "joined_ms": now_ms}
        key = {"room": self.room, "nickname_key": key_of(nickname)}
        with self._database.writing() as connection:
            try:
                added = connection.execute(insert(learners).values(values | key))
            except IntegrityError as error:
                raise NicknameTaken(nickname=nickname) from error
        return LearnerRecord(cast("Any", added.inserted_primary_key)[0], nickname, code_hash, now_ms)

    def learner(self, nickname: str) -> LearnerRecord | None:
        """Return the learner of a nickname, however it is spelt in capitals."""
        return next(iter(self._learners(learners.c.nickname_key == key_of(nickname))), None)

    def learners(self) -> list[LearnerRecord]:
        """Return the learners of the room, in the order in which they joined."""
        return self._learners()

    def forget_learner(self, learner_id: int) -> None:
        """Delete a learner with programs and checks; nothing happens where there is none."""
        is_one = (learners.c.room == self.room, learners.c.id == learner_id)
        with self._database.writing() as connection:
            connection.execute(delete(learners).where(*is_one))

    def save_program(self, learner_id: int, exercise: str, text: str, now_ms: int) -> ProgramVersion:
        """Keep a program as the newest version; the same text again is the same version."""
        text = _storable(text)
        with self._database.writing() as connection:
            # Two tabs of one learner take their numbers one after the other.
            connection.execute(select(learners.c.id).where(learners.c.id == learner_id).with_for_update())
            newest = _newest(connection, learner_id, exercise)
            if newest is not None and newest.text == text:
                return newest
            version = ProgramVersion(1 if newest is None else newest.number + 1, text, now_ms)
            values = {"number": version.number, "text": text, "saved_ms": now_ms}
            connection.execute(insert(programs).values(learner_id=learner_id, exercise=exercise, **values))
            _forget_old_versions(connection, learner_id, exercise)
        return version

    def programs(self, learner_id: int, exercise: str) -> list[ProgramVersion]:
        """Return the versions of a learner's program, oldest first."""
        is_one = (programs.c.learner_id == learner_id, programs.c.exercise == exercise)
        query = select(programs).where(*is_one).order_by(programs.c.number)
        with self._database.reading() as connection:
            return [ProgramVersion(row.number, row.text, row.saved_ms) for row in connection.execute(query)]

    def add_check(
        self, learner_id: int, exercise: str, text: str, verdict: CheckVerdict, mistake: str | None, now_ms: int
    ) -> None:
        """Keep a verdict on a program, which is kept as a version too."""
        version = self.save_program(learner_id, exercise, text, now_ms)
        is_one = (programs.c.learner_id == learner_id, programs.c.exercise == exercise)
        program_id = select(programs.c.id).where(*is_one, programs.c.number == version.number).scalar_subquery()
        values = {"verdict": verdict, "mistake": mistake, "checked_ms": now_ms}
        with self._database.writing() as connection:
            connection.execute(insert(checks).values(program_id=program_id, **values))

    def checks(self, since_ms: int = 0) -> list[CheckRecord]:
        """Return the checks of the room from `since_ms` on, oldest first."""
        query = (
            select(learners.c.nickname, programs.c.exercise, programs.c.number, checks)
            .join_from(checks, programs, programs.c.id == checks.c.program_id)
            .join(learners, learners.c.id == programs.c.learner_id)
            .where(learners.c.room == self.room, checks.c.checked_ms >= since_ms)
            .order_by(checks.c.checked_ms, checks.c.id)
        )
        with self._database.reading() as connection:
            return [
                CheckRecord(row.nickname, row.exercise, row.number, row.verdict, row.mistake, row.checked_ms)
                for row in connection.execute(query)
            ]

    def _learners(self, *conditions: Any) -> list[LearnerRecord]:
        query = select(learners).where(learners.c.room == self.room, *conditions).order_by(learners.c.id)
        with self._database.reading() as connection:
            return [
                LearnerRecord(row.id, row.nickname, row.code_hash, row.joined_ms) for row in connection.execute(query)
            ]


def key_of(nickname: str) -> str:
    """Return a nickname as it is compared: without capitals, widths of letters and outer spaces."""
    return unicodedata.normalize("NFKC", nickname).casefold().strip()


def _storable(text: str) -> str:
    """Return a program that every database takes: PostgreSQL's texts hold neither NUL nor half characters."""
    return text.replace("\0", "\ufffd").encode(errors="replace").decode()


def _newest(connection: Connection, learner_id: int, exercise: str) -> ProgramVersion | None:
    is_one = (programs.c.learner_id == learner_id, programs.c.exercise == exercise)
    row = connection.execute(select(programs).where(*is_one).order_by(programs.c.number.desc()).limit(1)).first()
    return None if row is None else ProgramVersion(row.number, row.text, row.saved_ms)


def _forget_old_versions(connection: Connection, learner_id: int, exercise: str) -> None:
    is_one = (programs.c.learner_id == learner_id, programs.c.exercise == exercise)
    newest = select(func.max(programs.c.number)).where(*is_one).scalar_subquery()
    is_checked = exists().where(checks.c.program_id == programs.c.id)
    is_old = programs.c.number <= newest - VERSIONS_KEPT
    connection.execute(delete(programs).where(*is_one, is_old, ~is_checked))
