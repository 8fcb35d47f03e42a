"""The course: units in order, each with its exercises in order, as `course.toml` says; nothing else knows the order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from iot_lab.contract.topics import is_name
from iot_lab.course.errors import UnknownExercise
from iot_lab.course.exercise import Exercise, read_exercise
from iot_lab.course.tables import CourseTable
from iot_lab.errors import LabError
from iot_lab.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the course: its title by language and the ids of its exercises, in order."""

    id: str
    titles: Mapping[str, str]
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The units in order; those of a trainer's own folder may stand after the kit's."""

    folder: Path
    units: tuple[Unit, ...]
    adds_to_the_kit: bool = False

    @property
    def exercise_ids(self) -> tuple[str, ...]:
        """Return the ids of all exercises in the order of the course."""
        return tuple(exercise for unit in self.units for exercise in unit.exercises)

    def place(self, exercise: str) -> tuple[Unit, int] | None:
        """Return the unit of an exercise and its number in the course, from 1; None where the course lists it not."""
        if exercise not in self.exercise_ids:
            return None
        unit = next(one for one in self.units if exercise in one.exercises)
        return unit, self.exercise_ids.index(exercise) + 1


def course_folder(folder: Path | None = None) -> Path:
    """Return `folder`, or the course that came with the kit."""
    return folder or resource("exercises")


def load_course(folder: Path | None = None) -> Course:
    """Read `course.toml`; raises one of `iot_lab.course.errors`."""
    root = course_folder(folder)
    units, adds = _read_units(root / "course.toml")
    adds_to_the_kit = folder is not None and adds
    if adds_to_the_kit:
        units = (*load_course().units, *units)
    return Course(root, units, adds_to_the_kit)


def load_exercise(exercise_id: str, folder: Path | None = None) -> Exercise:
    """Read one exercise by its id (also one that `course.toml` does not list yet, so that authors can try it).

    Raises UnknownExercise for anything that is not the name of an exercise folder, and the loader's errors.
    """
    roots = dict.fromkeys((course_folder(folder), course_folder()) if is_added(folder) else (course_folder(folder),))
    for root in roots:
        if is_name(exercise_id) and (root / exercise_id / "exercise.toml").is_file():
            return read_exercise(root / exercise_id)
    known = sorted({name for root in roots for name in known_exercises(root)})
    raise UnknownExercise(exercise=exercise_id[:40], known=", ".join(known))


def is_added(folder: Path | None) -> bool:
    """Say whether the exercises of a folder are added to the kit's; raises nothing: a broken file is told elsewhere."""
    try:
        return folder is not None and _table(folder / "course.toml").values.get("adds_to_the_kit") is True
    except LabError:
        return False


def known_exercises(folder: Path) -> list[str]:
    """Return the names of the exercise folders there are, in alphabetical order."""
    return sorted(path.parent.name for path in folder.glob("*/exercise.toml"))


def _read_units(path: Path) -> tuple[tuple[Unit, ...], bool]:
    """Return the units of a file and whether they are added to the kit's."""
    return _units_as_of(path, *_version(path))


def _table(path: Path) -> CourseTable:
    """Return what stands in a `course.toml`: each submission asks for it."""
    return _table_as_of(path, *_version(path))


def _version(path: Path) -> tuple[int, int]:
    """Return what differs once a file has changed: only then it is read again."""
    try:
        facts = path.stat()
    except OSError:
        return 0, 0
    return facts.st_mtime_ns, facts.st_size


@lru_cache(maxsize=8)
def _units_as_of(path: Path, changed_ns: int, size_bytes: int) -> tuple[tuple[Unit, ...], bool]:
    table = _table_as_of(path, changed_ns, size_bytes)
    table.only(("unit", "adds_to_the_kit"))
    units = tuple(_read_unit(unit) for unit in table.tables("unit"))
    return units, table.values.get("adds_to_the_kit") is True


@lru_cache(maxsize=8)
def _table_as_of(path: Path, _changed_ns: int, _size_bytes: int) -> CourseTable:
    return CourseTable.read(path)


def _read_unit(table: CourseTable) -> Unit:
    table.only(("id", "title", "exercises"))
    return Unit(table.text("id"), table.languages("title"), table.items("exercises"))
