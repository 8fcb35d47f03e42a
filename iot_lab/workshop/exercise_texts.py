"""The course as the pages see it: units with their exercises, and one exercise in one language."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.course import Exercise, UnknownExercise, load_course, load_exercise
from iot_lab.grading import find_hint
from iot_lab.texts import texts
from iot_lab.workshop.wiring_picture import WiringPicture, wiring_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

FRESH_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class ExerciseText:
    """One exercise as a learner reads it, in one language; `statement` and `memo` are Markdown."""

    id: str
    title: str
    summary: str
    statement: str
    starter: str
    minutes: int
    parts: tuple[str, ...] = ()
    memo: str = ""
    wiring: WiringPicture | None = None


@dataclass(frozen=True, slots=True)
class UnitText:
    """A part of the course, with its exercises in order."""

    id: str
    title: str
    exercises: tuple[ExerciseText, ...]


class CourseTexts:
    """The exercises of a course folder (the kit's own where none is given), read again where a file changed.

    A trainer who edits a statement sees it at the next reload. The whole course is looked through once a second at
    most: asking the disk about every file of it took more than half of the time that a page took. One thread looks; the
    others show what is known meanwhile, or wait for it at the very first time: a class that comes in at once would read
    the course as often as there are threads.
    """

    def __init__(self, folder: Path | None = None, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._folder, self._clock_s = folder, clock_s
        self._units: dict[str, tuple[float, list[UnitText]]] = {}
        self._reading = threading.Lock()

    def units(self, language: str) -> list[UnitText]:
        """Return the whole course in order; raises the loader's errors."""
        now_s = self._clock_s()
        known, is_fresh = self._known(language, now_s)
        if is_fresh or not self._reading.acquire(blocking=not known):
            return known
        try:
            known, is_fresh = self._known(language, now_s)
            if not is_fresh:
                known = self._read_units(language)
                self._units[language] = (now_s, known)
            return known
        finally:
            self._reading.release()

    def _known(self, language: str, now_s: float) -> tuple[list[UnitText], bool]:
        """Return the course as it was read last, and whether that was a moment ago."""
        looked_s, known = self._units.get(language, (float("-inf"), []))
        return known, now_s - looked_s < FRESH_S

    def _read_units(self, language: str) -> list[UnitText]:
        return [
            UnitText(
                unit.id,
                unit.titles[language],
                tuple(_in_language(load_exercise(name, self._folder), language) for name in unit.exercises),
            )
            for unit in load_course(self._folder).units
            if unit.exercises
        ]

    def get(self, exercise: str, language: str) -> ExerciseText | None:
        """Return one exercise, or None where there is none of that name; raises the loader's other errors."""
        try:
            return _in_language(load_exercise(exercise, self._folder), language)
        except UnknownExercise:
            return None

    def solution(self, exercise: str) -> str:
        """Return the program that passes; raises the loader's errors."""
        return load_exercise(exercise, self._folder).solution

    def hint_levels(self, exercise: str, hint: str, language: str) -> Sequence[str]:
        """Return a hint's levels, from where to look to nearly how; none where it is unknown."""
        found = find_hint(load_exercise(exercise, self._folder), hint, language)
        return found.levels if found else ()

    def spoken_hint(self, exercise: str, hint: str, language: str) -> str:
        """Return where a hint says to look, as words to say aloud; empty where the hint is unknown."""
        levels = self.hint_levels(exercise, hint, language)
        return levels[0].replace("`", "").replace("**", "") if levels else ""


def _in_language(exercise: Exercise, language: str) -> ExerciseText:
    """Return the texts, made anew only where a file of the exercise changed: then the loader gives another object."""
    kept = _made.get((exercise.id, language))
    if kept is None or kept[0] is not exercise:
        kept = _made[exercise.id, language] = (exercise, _text_of(exercise, language))
    return kept[1]


def _text_of(exercise: Exercise, language: str) -> ExerciseText:
    return ExerciseText(
        id=exercise.id,
        title=exercise.titles[language],
        summary=exercise.summaries[language],
        statement=exercise.statements[language],
        starter=exercise.starters[language],
        minutes=exercise.minutes,
        parts=exercise.parts[language],
        memo=exercise.memo(language),
        wiring=wiring_picture(exercise, texts(language)),
    )


_made: dict[tuple[str, str], tuple[Exercise, ExerciseText]] = {}
