"""Prove what reading can prove of the course: it is complete, in both languages, and its links lead somewhere."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from iot_lab.course.course import Course, course_folder, known_exercises
from iot_lab.course.exercise import FREE, NOT_BY_CHANGE
from iot_lab.course.faults import (
    BrokenLink,
    ConstantProgramMissing,
    ConstantUnknown,
    ConstantUnproved,
    ExerciseNotListed,
    HintInOneLanguage,
    HintWithoutProgram,
    ListedExerciseMissing,
    PrerequisiteMisplaced,
    ProgramWithoutHint,
    StatementNumbersDiffer,
    StatementSectionsDiffer,
    StrayFile,
    TextUnwritten,
)
from iot_lab.course.new_exercise import MARKS
from iot_lab.course.other_languages import file_in
from iot_lab.course.tables import read_text
from iot_lab.errors import LabError
from iot_lab.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iot_lab.course.exercise import Exercise

NEEDED_FILES = ("design.md", "checks.py", "scenarios.py", "solution.py")
OTHER_FILES = re.compile(
    r"exercise\.toml|(statement|memo)\.(fr|en)\.md|starter\.(fr|en)\.py|hints\.(fr|en)\.toml|[a-z0-9-]+\.(csv|json)"
)
OBTAIN = "What to obtain"
PROGRAM_FOLDERS = ("wrong", "cheats", "right")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_SECTION = re.compile(r"^#+ ", re.MULTILINE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NO_PROSE = re.compile(r"^\s*(\d+\.\s|\|.*$)", re.MULTILINE)
_CONSTANT = re.compile(r"(?<![\w.])\d+(?:\.\d+)*(?!\w|\.\w)")
_FENCED = re.compile(r"```.*?```", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z]+:|#|/")


def audit_order(course: Course) -> Iterator[LabError]:
    """Compare `course.toml` with the folders beside it."""
    file = str(course.folder / "course.toml")
    folders = set(known_exercises(course.folder))
    for exercise in sorted(folders - set(course.exercise_ids)):
        yield ExerciseNotListed(file=file, exercise=exercise)
    for exercise in course.exercise_ids:
        if exercise not in folders and not (course.adds_to_the_kit and exercise in known_exercises(course_folder())):
            yield ListedExerciseMissing(file=file, exercise=exercise)


def audit_prerequisites(exercise: Exercise, course: Course) -> Iterator[LabError]:
    """Look for prerequisites that come later in the course, or never."""
    order = course.exercise_ids
    before = order[: order.index(exercise.id)] if exercise.id in order else order
    for name in exercise.prerequisites:
        if name not in before:
            yield PrerequisiteMisplaced(file=str(exercise.folder / "exercise.toml"), exercise=name)


def audit_texts(exercise: Exercise) -> Iterator[LabError]:
    """Look for missing files, hints without their twin or their program, and broken links."""
    for name in NEEDED_FILES:
        try:
            read_text(exercise.folder / name)
        except LabError as fault:
            yield fault
    yield from _audit_marks(exercise.folder)
    yield from _audit_hints(exercise)
    for language in LANGUAGES:
        yield from _audit_links(file_in(exercise.folder, "statement", language, ".md"), exercise.statements[language])
    yield from _audit_twins(exercise)
    yield from _audit_constants(exercise)
    yield from _audit_files(exercise.folder)


def _audit_marks(folder: Path) -> Iterator[LabError]:
    """Look for what `iot-lab exercise new` left to a person."""
    for path in sorted(path for pattern in ("*.md", "*.toml", "*.py") for path in folder.glob(pattern)):
        for number, line in enumerate(read_text(path).splitlines(), 1):
            if any(mark in line for mark in MARKS.values()):
                yield TextUnwritten(file=str(path), line=number)


def _audit_hints(exercise: Exercise) -> Iterator[LabError]:
    every = {hint for hints in exercise.hints.values() for hint in hints}
    programs = {program.hint_id: program.file for program in exercise.wrong_programs()}
    for hint in sorted(every):
        for language in LANGUAGES:
            if hint not in exercise.hints[language]:
                yield HintInOneLanguage(file=str(exercise.folder / f"hints.{language}.toml"), hint=hint)
        if hint not in programs:
            yield HintWithoutProgram(file=str(exercise.folder / "wrong" / f"{hint}.py"), hint=hint)
    for hint in sorted(set(programs) - every):
        yield ProgramWithoutHint(file=str(programs[hint]), hint=hint)


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


def _audit_constants(exercise: Exercise) -> Iterator[LabError]:
    """Compare the numbers of what is to be obtained with `[constants]`: each is proved by a program, or said free."""
    file = str(exercise.folder / "exercise.toml")
    told = told_constants(exercise.statements["en"])
    programs = {one.name for one in (*exercise.wrong_programs(), *exercise.cheats())}
    for number in told:
        if number not in exercise.constants:
            yield ConstantUnproved(file=file, number=number)
    for number, proofs in exercise.constants.items():
        if number not in told:
            yield ConstantUnknown(file=file, number=number)
        for name in proofs:
            if not name.startswith((FREE, NOT_BY_CHANGE)) and name not in programs:
                yield ConstantProgramMissing(file=file, number=number, program=name)


def told_constants(statement: str) -> list[str]:
    """Return the numbers of the section “What to obtain”; those of an example in a block, or of a table, are none."""
    sections = (section.partition("\n") for section in _SECTION.split(_FENCED.sub("", statement)))
    texts = [text for title, _, text in sections if title.strip() == OBTAIN]
    return list(dict.fromkeys(_CONSTANT.findall(_NO_PROSE.sub("", "\n".join(texts)))))


def _audit_files(folder: Path) -> Iterator[LabError]:
    """Look for files that nothing reads: forgotten drafts."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            is_known = path.name in (*PROGRAM_FOLDERS, "__pycache__")
            inside = sorted(path.iterdir()) if path.name in PROGRAM_FOLDERS else []
            strays = [one for one in inside if one.suffix not in (".py", ".toml") and one.name != "__pycache__"]
        else:
            is_known = path.name in NEEDED_FILES or bool(OTHER_FILES.fullmatch(path.name))
            strays = []
        for stray in strays if is_known else [path]:
            yield StrayFile(file=str(stray))
