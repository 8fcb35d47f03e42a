"""What a learner has passed, to print and keep: units, exercises, points, days; of the person, a nickname alone.

It is made from the instants at which exercises first passed (progress keeps them); exercises that the course no longer
lists are left out, so it never promises what nobody can look up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.course.course import load_course, load_exercise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class CertifiedExercise:
    """One exercise that passed: its number in the course, and when it first did, in ms since 1970."""

    number: int
    title: str
    points: int
    passed_ms: int


@dataclass(frozen=True, slots=True)
class CertifiedUnit:
    """A unit of which at least one exercise passed; `total` is how many it has."""

    title: str
    exercises: tuple[CertifiedExercise, ...]
    total: int

    @property
    def is_complete(self) -> bool:
        return len(self.exercises) == self.total


@dataclass(frozen=True, slots=True)
class Certificate:
    """All that passed; `total` exercises and `points_total` are those of the whole course."""

    nickname: str
    units: tuple[CertifiedUnit, ...]
    total: int
    points_total: int

    @property
    def exercises(self) -> tuple[CertifiedExercise, ...]:
        return tuple(one for unit in self.units for one in unit.exercises)

    @property
    def points(self) -> int:
        return sum(one.points for one in self.exercises)

    @property
    def is_complete(self) -> bool:
        return len(self.exercises) == self.total

    @property
    def latest_ms(self) -> int | None:
        """Return when the last of them passed; None where nothing has."""
        return max((one.passed_ms for one in self.exercises), default=None)


def certificate(nickname: str, passed_ms: Mapping[str, int], language: str, folder: Path | None = None) -> Certificate:
    """Return a learner's certificate; `passed_ms`: when each exercise first passed. Raises the loader's errors."""
    course = load_course(folder)
    listed = {name: load_exercise(name, folder) for name in course.exercise_ids}
    numbers = {name: number for number, name in enumerate(course.exercise_ids, 1)}
    units = []
    for unit in course.units:
        passed = tuple(
            CertifiedExercise(numbers[name], listed[name].titles[language], listed[name].points, passed_ms[name])
            for name in unit.exercises
            if name in passed_ms
        )
        if passed:
            units.append(CertifiedUnit(unit.titles[language], passed, len(unit.exercises)))
    return Certificate(nickname, tuple(units), len(listed), sum(one.points for one in listed.values()))
