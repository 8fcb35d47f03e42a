"""Prove what reading can prove of the course: it is complete, in both languages, and its links lead somewhere."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from iot_lab.course.course import Course, known_exercises
from iot_lab.course.faults import (
    BrokenLink,
    ExerciseNotListed,
    HintInOneLanguage,
    HintWithoutProgram,
    ListedExerciseMissing,
    ProgramWithoutHint,
    StatementNumbersDiffer,
    StatementSectionsDiffer,
)
from iot_lab.course.tables import read_text
from iot_lab.errors import LabError
from iot_lab.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iot_lab.course.exercise import Exercise

NEEDED_FILES = ("design.md", "checks.py", "scenarios.py", "solution.py")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_SECTION = re.compile(r"^#+ ", re.MULTILINE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_ELSEWHERE = re.compile(r"[a-z]+:|#|/")


def audit_order(course: Course) -> Iterator[LabError]:
    """Compare `course.toml` with the folders beside it."""
    file = str(course.folder / "course.toml")
    folders = set(known_exercises(course.folder))
    for exercise in sorted(folders - set(course.exercise_ids)):
        yield ExerciseNotListed(file=file, exercise=exercise)
    for exercise in course.exercise_ids:
        if exercise not in folders:
            yield ListedExerciseMissing(file=file, exercise=exercise)


def audit_texts(exercise: Exercise) -> Iterator[LabError]:
    """Look for missing files, hints without their twin or their program, and broken links."""
    for name in NEEDED_FILES:
        try:
            read_text(exercise.folder / name)
        except LabError as fault:
            yield fault
    yield from _audit_hints(exercise)
    for language in LANGUAGES:
        yield from _audit_links(exercise.folder / f"statement.{language}.md", exercise.statements[language])
    yield from _audit_twins(exercise)


def _audit_hints(exercise: Exercise) -> Iterator[LabError]:
    every = {hint for hints in exercise.hints.values() for hint in hints}
    programs = set(exercise.wrong_programs())
    for hint in sorted(every):
        for language in LANGUAGES:
            if hint not in exercise.hints[language]:
                yield HintInOneLanguage(file=str(exercise.folder / f"hints.{language}.toml"), hint=hint)
        if hint not in programs:
            yield HintWithoutProgram(file=str(exercise.folder / "wrong" / f"{hint}.py"), hint=hint)
    for hint in sorted(programs - every):
        yield ProgramWithoutHint(file=str(exercise.folder / "wrong" / f"{hint}.py"), hint=hint)


def _audit_links(path: Path, statement: str) -> Iterator[LabError]:
    for link in _LINK.findall(statement):
        if not _ELSEWHERE.match(link) and not (path.parent / link.partition("#")[0]).exists():
            yield BrokenLink(file=str(path), link=link)


def _audit_twins(exercise: Exercise) -> Iterator[LabError]:
    """Compare both languages of the statement: the same sections and the same numbers."""
    file = str(exercise.folder / "statement.en.md")
    french, english = exercise.statements["fr"], exercise.statements["en"]
    sections = [len(_SECTION.findall(text)) for text in (french, english)]
    if sections[0] != sections[1]:
        yield StatementSectionsDiffer(file=file, french=sections[0], english=sections[1])
    numbers = [Counter(_NUMBER.findall(text.replace(",", "."))) for text in (french, english)]
    if different := (numbers[0] - numbers[1]) + (numbers[1] - numbers[0]):
        yield StatementNumbersDiffer(file=file, numbers=", ".join(sorted(different)))
