"""Prove an exercise by grading programs whose verdicts are known beforehand (STYLE, Exercises).

The starter fails without breaking down; the solution and the other right styles pass, and no recogniser asserts
anything of them, nor does the explainer; each wrong program gets exactly its hint; the solution with a constant of the
statement changed fails; nothing pointless passes: an empty program, one that only prints, one that cheats, another
exercise's solution (of which the first case is enough to fail), and of those too no mistake is asserted that they
cannot have made. What is graded, on which draws, is planned in `audit_plan.py`; gradings are kept by content
(`audit_gradings.py`), so that only what changed is graded again.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from iot_lab.course.audit import audit_texts
from iot_lab.errors import LabError
from iot_lab.grading.audit_constants import changed_constants
from iot_lab.grading.audit_faults import (
    CheatPasses,
    CheckingBreaks,
    ChecksTooLoose,
    ConstantNotEnforced,
    ExplainerSpeaksOfRight,
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
from iot_lab.grading.audit_gradings import AuditGrading, AuditGradings, PlannedGrading
from iot_lab.grading.audit_plan import BY_DEFAULT, POINTLESS_PROGRAMS, AuditPlan, of_a_stranger, other_solutions
from iot_lab.grading.audit_recognisers import BREAKS, EXPLAINER
from iot_lab.grading.judge import Judge, load_judge
from iot_lab.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iot_lab.course import CourseProgram, Exercise


def audit_exercise(
    exercise: Exercise, gradings: AuditGradings | None = None, plan: AuditPlan = BY_DEFAULT
) -> Iterator[LabError]:
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
    yield from _audit_right_programs(exercise, known, plan)
    yield from _audit_wrong_programs(exercise, known, plan)
    yield from _audit_constants(exercise, known)
    yield from _audit_pointless_programs(exercise, known)
    yield from _audit_cheats(exercise, known, plan)
    yield from _audit_other_solutions(exercise, known)
    known.save()


def _audit_hints(exercise: Exercise, judge: Judge) -> Iterator[LabError]:
    needed = [check.id for check in judge.checks] + [mistake.id for mistake in judge.mistakes]
    for language in LANGUAGES:
        for hint in needed:
            if hint not in exercise.hints[language]:
                yield HintMissing(file=str(exercise.folder / f"hints.{language}.toml"), hint=hint)


def _audit_starters(exercise: Exercise, gradings: AuditGradings) -> Iterator[LabError]:
    for language, program in exercise.starters.items():
        file = str(exercise.folder / f"starter.{language}.py")
        found = gradings.grade(PlannedGrading(program))
        if found.has_passed:
            yield StarterPasses(file=file)
        elif found.breaks_down:
            yield StarterBreaksDown(file=file, seen=found.seen)
        yield from _breaks(file, found)


def _audit_right_programs(exercise: Exercise, gradings: AuditGradings, plan: AuditPlan) -> Iterator[LabError]:
    solution = str(exercise.folder / "solution.py")
    yield from _audit_one_right(solution, plan.of_the_solution(exercise), SolutionFails, gradings)
    for program, asked in plan.of_the_right_programs(exercise).items():
        yield from _audit_one_right(str(program.file), asked, RightProgramFails, gradings)


def _audit_one_right(
    file: str, asked: Sequence[PlannedGrading], kind: type[LabError], gradings: AuditGradings
) -> Iterator[LabError]:
    """Yield the first draw on which a right program fails, or is taken for a wrong one."""
    for one in asked:
        found = gradings.grade(one)
        faults = [kind(file=file, seed=one.seed, check=found.check, seen=found.seen)] if found.has_failed else []
        faults += [*_breaks(file, found), *_seen_elsewhere(file, found, "")]
        if faults:
            yield faults[0]
            return


def _audit_wrong_programs(exercise: Exercise, gradings: AuditGradings, plan: AuditPlan) -> Iterator[LabError]:
    for program in exercise.wrong_programs():
        faults = (_wrong_hint(program, gradings.grade(asked)) for asked in plan.of_a_wrong_program(program))
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
    """Yield a fault for each mistake asserted that is not the program's own, and for each recogniser that breaks."""
    for cause in found.causes:
        if cause.startswith(BREAKS):
            yield RecogniserBreaks(file=file, mistake=cause.removeprefix(BREAKS))
        elif cause.startswith(EXPLAINER):
            yield ExplainerSpeaksOfRight(file=file, said=cause.removeprefix(EXPLAINER))
        elif cause != own:
            yield MistakeSeenElsewhere(file=file, mistake=cause)


def _audit_constants(exercise: Exercise, gradings: AuditGradings) -> Iterator[LabError]:
    for number, changes in changed_constants(exercise).items():
        if not any(gradings.grade(PlannedGrading(one.program)).has_failed for one in changes):
            yield ConstantNotEnforced(file=str(exercise.folder / "exercise.toml"), number=number, line=changes[0].line)


def _audit_pointless_programs(exercise: Exercise, gradings: AuditGradings) -> Iterator[LabError]:
    for name, program in POINTLESS_PROGRAMS.items():
        if gradings.grade(PlannedGrading(program)).has_passed:
            yield ChecksTooLoose(file=str(exercise.folder / "checks.py"), program=name)


def _audit_cheats(exercise: Exercise, gradings: AuditGradings, plan: AuditPlan) -> Iterator[LabError]:
    for program in exercise.cheats():
        if any(gradings.grade(asked).has_passed for asked in plan.of_a_wrong_program(program)):
            yield CheatPasses(file=str(program.file))


def _audit_other_solutions(exercise: Exercise, gradings: AuditGradings) -> Iterator[LabError]:
    """Try the solutions of the exercises beside this one: one that passes the first case must fail another.

    They are about something else, so no mistake of this exercise is asserted of them but what is made `anywhere`.
    """
    for other, program in other_solutions(exercise):
        found = gradings.grade(of_a_stranger(program))
        if found.has_passed and gradings.grade(PlannedGrading(program)).has_passed:
            yield OtherSolutionPasses(file=str(exercise.folder / "checks.py"), other=other)
        yield from _seen_elsewhere(str(exercise.folder.parent / other / "solution.py"), found, "")


def _breaks(file: str, found: AuditGrading) -> Iterator[LabError]:
    if found.fault is not None:
        yield CheckingBreaks(file=file, fault=found.fault)
