"""Prove an exercise by grading programs whose verdicts are known beforehand (STYLE, Exercises).

The starter fails without breaking down; the solution and the other right styles pass on many seeds; each wrong program
gets exactly its hint on several; nothing pointless passes: an empty program, one that only prints, one that cheats,
another exercise's solution (of which the public scenario is enough to fail). Gradings are kept by content
(`audit_gradings.py`), so that only what changed is graded again.
"""

from __future__ import annotations

import contextlib
import os
import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from iot_lab.course import known_exercises, load_exercise
from iot_lab.course.audit import audit_texts
from iot_lab.errors import LabError
from iot_lab.grading.audit_faults import (
    CheatPasses,
    CheckingBreaks,
    ChecksTooLoose,
    HintMissing,
    MistakeSeenElsewhere,
    NoHiddenScenario,
    OtherHintGiven,
    OtherSolutionPasses,
    RecogniserBreaks,
    RightProgramFails,
    SolutionFails,
    StarterBreaksDown,
    StarterPasses,
    WrongProgramPasses,
)
from iot_lab.grading.audit_gradings import AuditGrading, AuditGradings
from iot_lab.grading.judge import Judge, load_judge
from iot_lab.grading.report import Verdict
from iot_lab.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from iot_lab.course import CourseProgram, Exercise

SEEDS: Final = range(12)
WRONG_SEEDS: Final = range(3)
POINTLESS_PROGRAMS: Final = {
    "empty": "",
    "forged": (
        'print("passed")\n'
        'print(\'{"report": 1, "verdict": "passed", "checks": []}\')\n'
        'print("\\x1b[32m✓ Réussi\\x1b[0m")\n'
    ),
}


def audit_exercise(exercise: Exercise, gradings: AuditGradings | None = None) -> Iterator[LabError]:
    """Yield every fault of one exercise, those of reading first; stops early where its Python does not load."""
    try:
        yield from audit_texts(exercise)
    except LabError as fault:
        yield fault
        return
    try:
        judge = load_judge(exercise)
        cases = list(judge.cases(random.Random(0)))  # noqa: S311 - scenarios, not secrets
    except Exception as error:  # noqa: BLE001 - whatever the folder's Python raises is the fault to tell
        yield CheckingBreaks(file=str(exercise.folder / "checks.py"), fault=f"{type(error).__name__}: {error}")
        return
    if {case.is_public for case in cases} != {True, False}:
        yield NoHiddenScenario(file=str(exercise.folder / "scenarios.py"))
    yield from _audit_hints(exercise, judge)
    known = gradings or AuditGradings(exercise)
    yield from _audit_starters(exercise, known)
    yield from _audit_right_programs(exercise, known)
    yield from _audit_wrong_programs(exercise, known)
    yield from _audit_pointless_programs(exercise, known)
    yield from _audit_cheats(exercise, known)
    yield from _audit_other_solutions(exercise, known)
    known.save()


def grade_ahead(exercises: Sequence[str], folder: Path) -> None:
    """Grade what the audit of several exercises will ask for, on all processors; what they find is in the cache."""
    workers = min(os.cpu_count() or 1, len(exercises))
    if workers > 1:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as processes:
            list(processes.map(_grade_one, exercises, [folder] * len(exercises)))


def _grade_one(exercise: str, folder: Path) -> None:
    """The faults themselves are told by the process that asked: here they only end this exercise early."""
    with contextlib.suppress(LabError):
        for _fault in audit_exercise(load_exercise(exercise, folder)):
            pass


def _audit_hints(exercise: Exercise, judge: Judge) -> Iterator[LabError]:
    needed = [check.id for check in judge.checks] + [mistake.id for mistake in judge.mistakes]
    for language in LANGUAGES:
        for hint in needed:
            if hint not in exercise.hints[language]:
                yield HintMissing(file=str(exercise.folder / f"hints.{language}.toml"), hint=hint)


def _audit_starters(exercise: Exercise, gradings: AuditGradings) -> Iterator[LabError]:
    for language, program in exercise.starters.items():
        file = str(exercise.folder / f"starter.{language}.py")
        found = gradings.grade(program)
        if found.has_passed:
            yield StarterPasses(file=file)
        elif found.breaks_down:
            yield StarterBreaksDown(file=file, seen=found.seen)
        yield from _breaks(file, found)


def _audit_right_programs(exercise: Exercise, gradings: AuditGradings) -> Iterator[LabError]:
    """Try the solution and the other right styles on every seed."""
    solution = str(exercise.folder / "solution.py")
    yield from _fails(solution, exercise.solution, SolutionFails, gradings)
    for program in exercise.right_programs():
        yield from _fails(str(program.file), program.source, RightProgramFails, gradings)


def _fails(file: str, program: str, kind: type[LabError], gradings: AuditGradings) -> Iterator[LabError]:
    for seed in SEEDS:
        found = gradings.grade(program, seed)
        if found.verdict == Verdict.FAILED:
            yield kind(file=file, seed=seed, check=found.check, seen=found.seen)
            return
        yield from _breaks(file, found)


def _audit_wrong_programs(exercise: Exercise, gradings: AuditGradings) -> Iterator[LabError]:
    for program in exercise.wrong_programs():
        faults = (_wrong_hint(program, gradings.grade(program.source, seed)) for seed in WRONG_SEEDS)
        fault = next((fault for fault in faults if fault), None)
        if fault is not None:
            yield fault


def _wrong_hint(program: CourseProgram, found: AuditGrading) -> LabError | None:
    """Return the fault of a wrong program that passes or gets another hint than its own."""
    file = str(program.file)
    if found.has_passed:
        return WrongProgramPasses(file=file)
    if found.hint and found.hint != program.hint_id:
        return OtherHintGiven(file=file, wanted=program.hint_id, given=found.hint, check=found.check)
    return next(_breaks(file, found), None) or next(_seen_elsewhere(file, found, program.hint_id), None)


def _seen_elsewhere(file: str, found: AuditGrading, own: str) -> Iterator[LabError]:
    """Yield a fault for each recogniser that asserts another mistake than the program's own, or that breaks."""
    for cause in found.causes:
        if cause.startswith("!"):
            yield RecogniserBreaks(file=file, mistake=cause[1:])
        elif cause != own:
            yield MistakeSeenElsewhere(file=file, mistake=cause)


def _audit_pointless_programs(exercise: Exercise, gradings: AuditGradings) -> Iterator[LabError]:
    for name, program in POINTLESS_PROGRAMS.items():
        if gradings.grade(program).has_passed:
            yield ChecksTooLoose(file=str(exercise.folder / "checks.py"), program=name)


def _audit_cheats(exercise: Exercise, gradings: AuditGradings) -> Iterator[LabError]:
    for program in exercise.cheats():
        if any(gradings.grade(program.source, seed).has_passed for seed in WRONG_SEEDS):
            yield CheatPasses(file=str(program.file))


def _audit_other_solutions(exercise: Exercise, gradings: AuditGradings) -> Iterator[LabError]:
    """Try the solutions of the exercises beside this one; those that cannot be read are told by their own audit."""
    for other in known_exercises(exercise.folder.parent):
        try:
            program = load_exercise(other, exercise.folder.parent).solution
        except LabError:
            continue
        if program != exercise.solution and gradings.grade(program).has_passed:
            yield OtherSolutionPasses(file=str(exercise.folder / "checks.py"), other=other)


def _breaks(file: str, found: AuditGrading) -> Iterator[LabError]:
    if found.fault is not None:
        yield CheckingBreaks(file=file, fault=found.fault)
