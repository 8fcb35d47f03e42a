"""The course as the pages see it: read when first asked for, one language at a time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from iot_lab.course import UnknownExercise, load_course, load_exercise
from iot_lab.web import ExerciseText

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.course import Exercise


class ExerciseShelf:
    """The exercises of one folder (the kit's own when none is given)."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._load = lru_cache(maxsize=64)(lambda exercise_id: load_exercise(exercise_id, folder))

    def listing(self, language: str) -> list[ExerciseText]:
        """Return every exercise in the course's order."""
        return [_page_text(self._load(one), language) for one in load_course(self._folder).exercise_ids]

    def get(self, exercise: str, language: str) -> ExerciseText | None:
        """Return one exercise, or None where there is none of that name."""
        try:
            return _page_text(self._load(exercise), language)
        except UnknownExercise:
            return None


def _page_text(exercise: Exercise, language: str) -> ExerciseText:
    return ExerciseText(
        id=exercise.id,
        title=exercise.titles[language],
        summary=exercise.summaries[language],
        statement=exercise.statements[language],
        starter=exercise.starters[language],
    )
