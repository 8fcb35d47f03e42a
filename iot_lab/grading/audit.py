"""Prove an exercise by grading programs whose verdicts are known beforehand (STYLE, Exercises).

The starter fails without breaking down, the solution passes on many seeds, each wrong program gets exactly its hint on
several, and nothing pointless passes: an empty program, one that only prints, one that cheats, another's solution.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from iot_lab.course import known_exercises, load_exercise
from iot_lab.course.audit import audit_texts
from iot_lab.errors import LabError
from iot_lab.grading.audit_faults import (
    CheatPasses,
    CheckingBreaks,
    ChecksTooLoose,
    HintMissing,
    NoHiddenScenario,
    OtherHintGiven,
    OtherSolutionPasses,
    SolutionFails,
    StarterBreaksDown,
    StarterPasses,
    WrongProgramPasses,
)
from iot_lab.grading.ending import ENDING
from iot_lab.grading.grade import grade
from iot_lab.grading.judge import Judge, load_judge
from iot_lab.grading.report import Report, Verdict
from iot_lab.texts import DEFAULT_LANGUAGE, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.course import Exercise

SEEDS: Final = range(8)
WRONG_SEEDS: Final = range(3)
POINTLESS_PROGRAMS: Final = {
    "empty": "",
    "forged": (
        'print("passed")\n'
        'print(\'{"report": 1, "verdict": "passed", "checks": []}\')\n'
        'print("\\x1b[32m✓ Réussi\\x1b[0m")\n'
    ),
}


def audit_exercise(exercise: Exercise) -> Iterator[LabError]:
    """Yield every fault of one exercise, those of reading first; stops early where its Python does not load."""
    yield from audit_texts(exercise)
    try:
        judge = load_judge(exercise)
        cases = list(judge.cases(random.Random(0)))  # noqa: S311 - scenarios, not secrets
    except Exception as error:  # noqa: BLE001 - whatever the folder's Python raises is the fault to tell
        yield CheckingBreaks(file=str(exercise.folder / "checks.py"), fault=f"{type(error).__name__}: {error}")
        return
    if {case.is_public for case in cases} != {True, False}:
        yield NoHiddenScenario(file=str(exercise.folder / "scenarios.py"))
    yield from _audit_hints(exercise, judge)
    yield from _audit_starters(exercise)
    yield from _audit_solution(exercise)
    yield from _audit_wrong_programs(exercise)
    yield from _audit_pointless_programs(exercise)
    yield from _audit_cheats(exercise)
    yield from _audit_other_solutions(exercise)


def _audit_hints(exercise: Exercise, judge: Judge) -> Iterator[LabError]:
    needed = [check.id for check in judge.checks] + [mistake.id for mistake in judge.mistakes]
    for language in LANGUAGES:
        for hint in needed:
            if hint not in exercise.hints[language]:
                yield HintMissing(file=str(exercise.folder / f"hints.{language}.toml"), hint=hint)


def _audit_starters(exercise: Exercise) -> Iterator[LabError]:
    for language, program in exercise.starters.items():
        file = str(exercise.folder / f"starter.{language}.py")
        report = grade(exercise, program, language=DEFAULT_LANGUAGE)
        if report.verdict is Verdict.PASSED:
            yield StarterPasses(file=file)
        elif any(check.id == ENDING and check.verdict is Verdict.FAILED for check in report.checks):
            yield StarterBreaksDown(file=file, seen=_seen(report))
        yield from _breaks(file, report)


def _audit_solution(exercise: Exercise) -> Iterator[LabError]:
    file = str(exercise.folder / "solution.py")
    for seed in SEEDS:
        report = grade(exercise, exercise.solution, language=DEFAULT_LANGUAGE, seed=seed)
        if report.verdict is Verdict.FAILED:
            yield SolutionFails(file=file, seed=seed, check=_failed_check(report), seen=_seen(report))
            return
        yield from _breaks(file, report)


def _audit_wrong_programs(exercise: Exercise) -> Iterator[LabError]:
    for hint, program in exercise.wrong_programs().items():
        file = str(exercise.folder / "wrong" / f"{hint}.py")
        fault = next(
            (fault for seed in WRONG_SEEDS if (fault := _wrong_hint(exercise, hint, program, file, seed))), None
        )
        if fault is not None:
            yield fault


def _wrong_hint(exercise: Exercise, hint: str, program: str, file: str, seed: int) -> LabError | None:
    """Return the fault of a wrong program that passes or gets another hint than its own."""
    report = grade(exercise, program, language=DEFAULT_LANGUAGE, seed=seed)
    if report.verdict is Verdict.PASSED:
        return WrongProgramPasses(file=file)
    if report.hint and report.hint.id != hint:
        return OtherHintGiven(file=file, wanted=hint, given=report.hint.id, check=_failed_check(report))
    return next(_breaks(file, report), None)


def _audit_pointless_programs(exercise: Exercise) -> Iterator[LabError]:
    for name, program in POINTLESS_PROGRAMS.items():
        if _passes(exercise, program):
            yield ChecksTooLoose(file=str(exercise.folder / "checks.py"), program=name)


def _audit_cheats(exercise: Exercise) -> Iterator[LabError]:
    for name, program in exercise.cheats().items():
        if any(_passes(exercise, program, seed) for seed in WRONG_SEEDS):
            yield CheatPasses(file=str(exercise.folder / "cheats" / f"{name}.py"))


def _audit_other_solutions(exercise: Exercise) -> Iterator[LabError]:
    """Try the solutions of the exercises beside this one; those that cannot be read are told by their own audit."""
    for other in known_exercises(exercise.folder.parent):
        try:
            program = load_exercise(other, exercise.folder.parent).solution
        except LabError:
            continue
        if program != exercise.solution and _passes(exercise, program):
            yield OtherSolutionPasses(file=str(exercise.folder / "checks.py"), other=other)


def _passes(exercise: Exercise, program: str, seed: int = 0) -> bool:
    return grade(exercise, program, language=DEFAULT_LANGUAGE, seed=seed).verdict is Verdict.PASSED


def _breaks(file: str, report: Report) -> Iterator[LabError]:
    if report.fault is not None:
        yield CheckingBreaks(file=file, fault=report.fault.strip().splitlines()[-1])


def _failed_check(report: Report) -> str:
    return next(check.id for check in report.checks if check.verdict is Verdict.FAILED)


def _seen(report: Report) -> str:
    return next(check.seen or "" for check in report.checks if check.verdict is Verdict.FAILED)
