"""The versions of one learner's program for one exercise, inside somebody's transaction.

Versions are bounded, since a page saves by itself. While somebody types, the newest version that nobody checked is
written again rather than followed by another: a new one comes at most every VERSION_EVERY_MS. Of more than
VERSIONS_KEPT of one program, the oldest that nobody checked are forgotten.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, exists, func, insert, select, update

from iot_lab.store.progress.records import ProgramVersion
from iot_lab.store.progress.tables import checks, learners, programs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Row

VERSIONS_KEPT: Final = 100
"""Of one learner's program for one exercise."""
VERSION_EVERY_MS: Final = 120_000


def _storable(text: str) -> str:
    """Return a program that every database takes: PostgreSQL's texts hold neither NUL nor half characters."""
    return text.replace("\0", "\ufffd").encode(errors="replace").decode()


def unkept_version(text: str, files: Mapping[str, str] | None, now_ms: int) -> ProgramVersion:
    """Return a version that is not kept yet: its number is 0."""
    kept = {_storable(name): _storable(content) for name, content in sorted((files or {}).items())}
    return ProgramVersion(0, _storable(text), now_ms, kept)


def files_text(files: Mapping[str, str]) -> str:
    return json.dumps(dict(files), ensure_ascii=False, sort_keys=True)


def version_of(row: Row[Any]) -> ProgramVersion:
    return ProgramVersion(row.number, row.text, row.saved_ms, json.loads(row.files))


def is_program(learner_id: int, exercise: str) -> tuple[Any, Any]:
    return programs.c.learner_id == learner_id, programs.c.exercise == exercise


def lock_learner(connection: Connection, learner_id: int) -> None:
    """Let two pages of one learner write one after the other."""
    connection.execute(select(learners.c.id).where(learners.c.id == learner_id).with_for_update())


def newest_version(connection: Connection, learner_id: int, exercise: str) -> ProgramVersion | None:
    query = select(programs).where(*is_program(learner_id, exercise)).order_by(programs.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return None if row is None else version_of(row)


def keep_version(
    connection: Connection, learner_id: int, exercise: str, wanted: ProgramVersion, *, may_write_again: bool = False
) -> ProgramVersion:
    """Keep a version: the newest where it is the same, or may be written again, else a new one."""
    lock_learner(connection, learner_id)
    newest = newest_version(connection, learner_id, exercise)
    if newest is not None and newest.token == wanted.token:
        return newest
    values = {"text": wanted.text, "saved_ms": wanted.saved_ms, "files": files_text(wanted.files)}
    is_again = may_write_again and newest is not None and _is_young(connection, learner_id, exercise, newest, wanted)
    number = 1 if newest is None else newest.number + (not is_again)
    if is_again:
        is_newest = (*is_program(learner_id, exercise), programs.c.number == number)
        connection.execute(update(programs).where(*is_newest).values(**values))
    else:
        connection.execute(insert(programs).values(learner_id=learner_id, exercise=exercise, number=number, **values))
        _forget_old_versions(connection, learner_id, exercise)
    return ProgramVersion(number, wanted.text, wanted.saved_ms, wanted.files)


def _is_young(
    connection: Connection, learner_id: int, exercise: str, newest: ProgramVersion, wanted: ProgramVersion
) -> bool:
    """Say whether the newest version may be written again: nobody checked it, and the one before is not long ago."""
    is_newest = (*is_program(learner_id, exercise), programs.c.number == newest.number)
    checked = select(checks.c.id).join(programs, programs.c.id == checks.c.program_id).where(*is_newest).limit(1)
    if connection.execute(checked).first() is not None:
        return False
    before = (*is_program(learner_id, exercise), programs.c.number < newest.number)
    saved_ms = connection.execute(select(func.max(programs.c.saved_ms)).where(*before)).scalar()
    return saved_ms is not None and 0 <= wanted.saved_ms - saved_ms < VERSION_EVERY_MS


def _forget_old_versions(connection: Connection, learner_id: int, exercise: str) -> None:
    is_one = is_program(learner_id, exercise)
    newest = select(func.max(programs.c.number)).where(*is_one).scalar_subquery()
    is_checked = exists().where(checks.c.program_id == programs.c.id)
    is_old = programs.c.number <= newest - VERSIONS_KEPT
    connection.execute(delete(programs).where(*is_one, is_old, ~is_checked))
