"""The one file in which a learner's programs travel: the room gives and takes it, and so does the page at home.

`{"iot_lab_work": 1, "programs": {"blink": {"files": {"main.py": "..."}, "saved_ms": 0, "passed_ms": null}}}`
(docs/at-home.md; `dashboard/src/home_store.ts` reads the same).

A program of the free workshop is in it as `own:<its name>`, which no exercise is called: what a learner has at home of
those is carried, and opened in the room.

The newer of two programs becomes the newest version. Computers' clocks are often wrong, at home most of all: so what is
older is kept too, as a version under the newest, and nobody loses anything. That a program passed at home is not
believed: the room checks it again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.program_parts import MAIN
from iot_lab.errors import LabError
from iot_lab.foreign_text import ForeignRefused, checked_json
from iot_lab.workshop.free_workshop import MOST_KEPT, OWN, OwnNameRefused, checked_own_name
from iot_lab.workshop.learner_work import checked_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from iot_lab.workshop.learner_work import LearnerWork

FORMAT: Final = 1
FILE_NAME: Final = "iot-lab-work.json"
MOST_BYTES: Final = 4_000_000
"""More is no work of a learner: 18 exercises and some programs of their own, of a few KB each."""
LATEST_MS: Final = 1 << 52


class WorkFileWrong(LabError):
    """A file that holds no work: another file, or a damaged one."""

    code = "work-file-wrong"


@dataclass(frozen=True, slots=True)
class CarriedProgram:
    """A program as it travels. Times are ms since 1970 by the clock of the computer that wrote them."""

    exercise: str
    files: dict[str, str]
    saved_ms: int
    passed_ms: int | None


@dataclass(frozen=True, slots=True)
class TakenWork:
    """What a file brought: programs that are the newest now, and how many became versions below a newer one."""

    newest: tuple[CarriedProgram, ...]
    older: int


def read_work_file(raw: bytes, exercises: Collection[str], own: Collection[str]) -> list[CarriedProgram]:
    """Return the programs for known exercises, and programs of the learner's own, of whom the names are known.

    Those that no page would keep are left out, and own ones beyond what is kept. Raises WorkFileWrong.
    """
    try:
        found = checked_json(raw, most_bytes=MOST_BYTES)
    except ForeignRefused as refused:
        raise WorkFileWrong from refused
    programs = found.get("programs") if isinstance(found, dict) and found.get("iot_lab_work") == FORMAT else None
    if not isinstance(programs, dict):
        raise WorkFileWrong
    wanted = [name for name in exercises if name in programs]
    read = [_program(name, programs[name]) for name in [*wanted, *_own_names(programs, own)]]
    return [one for one in read if one is not None]


def _own_names(programs: Iterable[str], own: Collection[str]) -> list[str]:
    """Return the names of own programs that may be kept beside those that are, each as `own:<name>`."""
    brought = [name for name in programs if name.startswith(OWN) and _is_own_name(name.removeprefix(OWN))]
    known = [name for name in brought if name.removeprefix(OWN) in own]
    more = [name for name in brought if name not in known]
    return [*known, *more[: max(0, MOST_KEPT - len(own))]]


def _is_own_name(name: str) -> bool:
    try:
        return checked_own_name(name) == name
    except OwnNameRefused:
        return False


def _program(exercise: str, work: Any) -> CarriedProgram | None:
    files = work.get("files") if isinstance(work, dict) else None
    if not isinstance(files, dict) or not all(isinstance(text, str) for text in files.values()):
        return None
    try:
        kept = checked_files(files)
    except LabError:
        return None
    saved_ms = _time(work.get("saved_ms"))
    return None if saved_ms is None else CarriedProgram(exercise, kept, saved_ms, _time(work.get("passed_ms")))


def _time(value: Any) -> int | None:
    return round(value) if type(value) in (int, float) and 0 <= value <= LATEST_MS else None


def write_work_file(programs: Iterable[CarriedProgram]) -> str:
    """Return the file's text."""
    rows = {
        one.exercise: {"files": one.files, "saved_ms": one.saved_ms, "passed_ms": one.passed_ms} for one in programs
    }
    return json.dumps({"iot_lab_work": FORMAT, "programs": rows}, ensure_ascii=False, indent=1)


def carried(work: LearnerWork, learner_id: int, exercises: Collection[str]) -> list[CarriedProgram]:
    """Return a learner's programs for the exercises (`own:<name>` too), as they travel."""
    sums, found = work.sums(learner_id), []
    for exercise in exercises:
        if (version := work.program(learner_id, exercise)) is not None:
            passed_ms = sums[exercise].passed_ms if exercise in sums else None
            files = {MAIN: version.text, **version.files}
            found.append(CarriedProgram(exercise, files, version.saved_ms, passed_ms))
    return found


def take(work: LearnerWork, learner_id: int, programs: Iterable[CarriedProgram]) -> TakenWork:
    """Keep what a file brings."""
    newest, older = [], 0
    for one in programs:
        here = work.program(learner_id, one.exercise)
        if here is not None and {MAIN: here.text, **here.files} == one.files:
            newest.append(one)
        elif here is None or one.saved_ms > here.saved_ms:
            work.bring(learner_id, one.exercise, one.files)
            newest.append(one)
        else:
            work.bring(learner_id, one.exercise, one.files)
            work.bring(learner_id, one.exercise, {MAIN: here.text, **here.files})
            older += 1
    return TakenWork(tuple(newest), older)
