"""The progress of one room's learners: their accounts, the versions of their programs, the verdicts on them.

Checks are kept, not sums of them: who passed what, how often somebody tried and which mistakes are common now are
questions to the same few rows (a class makes some thousands). Versions of a program are told in `versions.py`.

Two pages may show one program. Who saves names the content on which the change stands (`ProgramVersion.token`); where
the newest version is another one, nothing is written and the saver is told (ProgramChanged): never a silent overwrite.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from iot_lab.errors import LabError
from iot_lab.store.progress.records import CheckRecord, CheckVerdict, LearnerRecord, ProgramHeader, ProgramVersion
from iot_lab.store.progress.tables import checks, learners, programs
from iot_lab.store.progress.versions import (
    files_text,
    is_program,
    keep_version,
    lock_learner,
    newest_version,
    unkept_version,
    version_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row

    from iot_lab.store.database import Database


class ProgramChanged(LabError):
    """The program was changed on another page since this one read it. `newest` is what is kept."""

    code = "program-changed"

    def __init__(self, newest: ProgramVersion | None) -> None:
        super().__init__()
        self.newest = newest


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

    def held(self) -> tuple[int, int, int]:
        """Count the learners, the versions of their programs, and the checks that are kept of the room."""
        people = select(func.count()).select_from(learners).where(learners.c.room == self.room)
        kept = learners.join(programs, programs.c.learner_id == learners.c.id)
        checked = kept.join(checks, checks.c.program_id == programs.c.id)
        queries = (people, *(people.with_only_columns(func.count()).select_from(one) for one in (kept, checked)))
        with self._database.reading() as connection:
            first, second, third = (connection.scalar(query) or 0 for query in queries)
        return first, second, third

    def rename_learner(self, learner_id: int, nickname: str) -> None:
        """Give a learner another nickname; raises NicknameTaken."""
        self._change_learner(learner_id, nickname=nickname, nickname_key=key_of(nickname))

    def change_code(self, learner_id: int, code_hash: str) -> None:
        """Give a learner another personal code: the one before is worth nothing from now on."""
        self._change_learner(learner_id, code_hash=code_hash)

    def save_program(
        self, learner_id: int, exercise: str, text: str, now_ms: int, *, files: Mapping[str, str] | None = None
    ) -> ProgramVersion:
        """Keep a program as the newest version; the same content again is the same version."""
        with self._database.writing() as connection:
            return keep_version(connection, learner_id, exercise, unkept_version(text, files, now_ms))

    def autosave(
        self, learner_id: int, exercise: str, text: str, now_ms: int, *, base: str | None, files: Mapping[str, str]
    ) -> ProgramVersion:
        """Keep what somebody types, on top of the content whose token is `base` (None: there was nothing).

        Raises ProgramChanged where the newest version is another one.
        """
        wanted = unkept_version(text, files, now_ms)
        with self._database.writing() as connection:
            lock_learner(connection, learner_id)
            newest = newest_version(connection, learner_id, exercise)
            found = None if newest is None else newest.token
            if found not in {base, wanted.token}:
                raise ProgramChanged(newest)
            return keep_version(connection, learner_id, exercise, wanted, may_write_again=True)

    def newest_program(self, learner_id: int, exercise: str) -> ProgramVersion | None:
        """Return the newest version of a program, None where the learner has none for this exercise."""
        with self._database.reading() as connection:
            return newest_version(connection, learner_id, exercise)

    def programs(self, learner_id: int, exercise: str) -> list[ProgramVersion]:
        """Return the versions of a learner's program, oldest first."""
        query = select(programs).where(*is_program(learner_id, exercise)).order_by(programs.c.number)
        with self._database.reading() as connection:
            return [version_of(row) for row in connection.execute(query)]

    def program_headers(self, learner_id: int) -> list[ProgramHeader]:
        """Return the newest version of each program of a learner, the one saved last first."""
        newest = func.max(programs.c.number), func.max(programs.c.saved_ms)
        query = (
            select(programs.c.exercise, *newest)
            .where(programs.c.learner_id == learner_id)
            .group_by(programs.c.exercise)
            .order_by(newest[1].desc())
        )
        with self._database.reading() as connection:
            return [ProgramHeader(*row) for row in connection.execute(query)]

    def remove_program(self, learner_id: int, exercise: str) -> None:
        """Delete every version of a program with its checks; nothing happens where there is none."""
        with self._database.writing() as connection:
            connection.execute(delete(programs).where(*is_program(learner_id, exercise)))

    def add_check(
        self,
        learner_id: int,
        exercise: str,
        text: str,
        verdict: CheckVerdict,
        mistake: str | None,
        now_ms: int,
        *,
        files: Mapping[str, str] | None = None,
        parts_passed: int = 0,
        parts: int = 0,
    ) -> ProgramVersion:
        """Keep a verdict on a program, which is kept as a version too: where no version of this content is there yet.

        A program that changed while it was checked stays the newest.
        """
        wanted = unkept_version(text, files, now_ms)
        values = {"verdict": verdict, "mistake": mistake, "checked_ms": now_ms}
        values |= {"parts_passed": parts_passed, "parts": parts}
        is_same = (programs.c.text == wanted.text, programs.c.files == files_text(wanted.files))
        with self._database.writing() as connection:
            lock_learner(connection, learner_id)
            query = select(programs).where(*is_program(learner_id, exercise), *is_same)
            row = connection.execute(query.order_by(programs.c.number.desc()).limit(1)).first()
            version = keep_version(connection, learner_id, exercise, wanted) if row is None else version_of(row)
            is_one = (*is_program(learner_id, exercise), programs.c.number == version.number)
            program_id = select(programs.c.id).where(*is_one).scalar_subquery()
            connection.execute(insert(checks).values(program_id=program_id, **values))
        return version

    def checks(self, since_ms: int = 0, learner_id: int | None = None) -> list[CheckRecord]:
        """Return the checks of the room (of one learner) from `since_ms` on, oldest first."""
        query = (
            select(learners.c.nickname, learners.c.id.label("learner_id"), programs.c.exercise, programs.c.number)
            .add_columns(*(column for column in checks.c if column.name != "id"))
            .join_from(checks, programs, programs.c.id == checks.c.program_id)
            .join(learners, learners.c.id == programs.c.learner_id)
            .where(learners.c.room == self.room, checks.c.checked_ms >= since_ms)
            .order_by(checks.c.checked_ms, checks.c.id)
        )
        if learner_id is not None:
            query = query.where(learners.c.id == learner_id)
        with self._database.reading() as connection:
            return [_check(row) for row in connection.execute(query)]

    def _change_learner(self, learner_id: int, **values: str) -> None:
        is_one = (learners.c.room == self.room, learners.c.id == learner_id)
        with self._database.writing() as connection:
            try:
                connection.execute(update(learners).where(*is_one).values(**values))
            except IntegrityError as error:
                raise NicknameTaken(nickname=values.get("nickname", "")) from error

    def _learners(self, *conditions: Any) -> list[LearnerRecord]:
        query = select(learners).where(learners.c.room == self.room, *conditions).order_by(learners.c.id)
        with self._database.reading() as connection:
            return [
                LearnerRecord(row.id, row.nickname, row.code_hash, row.joined_ms) for row in connection.execute(query)
            ]


def key_of(nickname: str) -> str:
    """Return a nickname as it is compared: without capitals, widths of letters and outer spaces."""
    return unicodedata.normalize("NFKC", nickname).casefold().strip()


def _check(row: Row[Any]) -> CheckRecord:
    return CheckRecord(
        row.nickname,
        row.exercise,
        row.number,
        row.verdict,
        row.mistake,
        row.checked_ms,
        row.learner_id,
        row.parts_passed,
        row.parts,
    )
