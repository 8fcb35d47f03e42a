"""Grade one submission: run it in every scenario and judge each trace; `report_builder` says what was found.

Checks that fail are the learner's; anything else that is raised here is ours and ends in "could not check".
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from iot_lab.contract.config import FILE_NAME, BoardIdentity
from iot_lab.errors import LabError
from iot_lab.grading.choosing import choose_cause
from iot_lab.grading.compared import ComparedReport, Tracks, compare, read_tracks
from iot_lab.grading.ending import ENDING, callback_error, callback_mismatch, check_ending
from iot_lab.grading.expectations.expect import Mismatch
from iot_lab.grading.judge import Case, Judge, drawn_cases, load_judge
from iot_lab.grading.of_exercise import KeptOfExercise
from iot_lab.grading.program import Program
from iot_lab.grading.report import Report, Verdict
from iot_lab.grading.report_builder import JudgedTrial, build_report
from iot_lab.grading.submission import checked_program
from iot_lab.grading.trial import Trial
from iot_lab.mqtt.address import PORTS
from iot_lab.simulator import lacking
from iot_lab.simulator.board_library import library
from iot_lab.simulator.limits import Limits
from iot_lab.simulator.live.config import simulated_config
from iot_lab.simulator.virtual import run_virtual
from iot_lab.simulator.world.network import LAPTOP
from iot_lab.texts import key, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from iot_lab.course import Exercise
    from iot_lab.simulator.world.scenario import Scenario

LIMITS: Final = Limits.graded()
_examples: KeptOfExercise[Tracks] = KeptOfExercise()
"""What solutions do in a case."""


class LimitReached(RuntimeError):
    """The simulated board could not follow a program whose every check was right until then: a limit of ours."""


class PartLacking(RuntimeError):
    """The program ended because it asked for something that a board has and the simulated one has not (args: what)."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A report with what it was made of; without judge where our own side broke."""

    report: Report
    judge: Judge | None = None
    tried: tuple[JudgedTrial, ...] = ()
    cases: tuple[Case, ...] = ()

    def report_in(self, language: str, exercise: Exercise) -> Report:
        """Return the report in another language: nothing is tried again."""
        if self.judge is None:
            return self.report
        return build_report(exercise, self.judge, self.cases, self.tried, language, self.report.seed, 1)


def grade(
    exercise: Exercise,
    program: str,
    *,
    language: str,
    seed: int = 0,
    hint_level: int = 1,
    files: Mapping[str, str] | None = None,
) -> Report:
    """Return the report on `program`, with `files` beside it on the flash. The same gives the same report, always.

    `hint_level` is the level of the hint to tell, 1 to 3. Raises ProgramTooLarge or ProgramNotText, and
    the errors of an incomplete installation (`iot_lab.simulator.runtime`); anything else is in the report.
    """
    graded = grade_in_full(exercise, program, language=language, seed=seed, hint_level=hint_level, files=files)
    return replace(graded.report, compared=_compared(graded, exercise, seed))


def grade_in_full(
    exercise: Exercise,
    program: str,
    *,
    language: str,
    seed: int = 0,
    hint_level: int = 1,
    files: Mapping[str, str] | None = None,
    only: int | None = None,
    limits: Limits = LIMITS,
) -> Graded:
    """Return what `grade` returns, and the trials behind it; `only` tries one case, in turn: for the audit."""
    source = checked_program(program)
    try:
        judge = load_judge(exercise)
        cases = drawn_cases(exercise, judge, seed)
        beside = {name: text.encode() for name, text in (files or {}).items()}
        tried = _try_cases(judge, cases if only is None else (_in_turn(cases, only),), source, seed, beside, limits)
        report = build_report(exercise, judge, cases, tried, language, seed, hint_level)
        return Graded(report, judge, tuple(tried), cases)
    except LabError:
        raise
    except LimitReached as limit:
        told = texts(language)(key("grading.summary.limit"))
        return Graded(could_not_check(exercise, language, seed, str(limit), told))
    except PartLacking as missing:
        told = texts(language)(key("grading.summary.lacking"), name=str(missing))
        return Graded(could_not_check(exercise, language, seed, f"not simulated: {missing}", told))
    except Exception:  # noqa: BLE001 - whatever breaks here is ours, never the learner's failure
        return Graded(could_not_check(exercise, language, seed, traceback.format_exc()))


def _compared(graded: Graded, exercise: Exercise, seed: int) -> ComparedReport | None:
    """Return what the solution does beside what was seen, where a public scenario ran to its end and failed."""
    failed = next((one for one in graded.tried if one.mismatches), None)
    if failed is None or graded.judge is None or not failed.case.is_public or ENDING in failed.mismatches:
        return None
    return compare(_example(exercise, failed.case, seed, graded.judge), read_tracks(failed.trial))


def _example(exercise: Exercise, case: Case, seed: int, judge: Judge) -> Tracks:
    """Return what the solution does in a case; tried once while the exercise stays as it is."""

    def try_solution() -> Tracks:
        files = _flash(case.scenario, {})
        outcome = run_virtual(exercise.solution, case.scenario, seed=seed, files=files, limits=LIMITS)
        return read_tracks(Trial.of(outcome, case.scenario, seed, case.truth, judge.wiring))

    return _examples.get(exercise, (seed, case.id), try_solution)


def could_not_check(exercise: Exercise, language: str, seed: int, fault: str, summary: str = "") -> Report:
    """Return the report that says that the fault is ours; `summary` where it is a limit of the simulated board."""
    t = texts(language)
    summary = summary or t("grading.summary.could-not-check")
    return Report(
        exercise.id, exercise.titles[t.language], t.language, seed, Verdict.COULD_NOT_CHECK, summary, fault=fault
    )


def _in_turn(cases: Sequence[Case], place: int) -> Case:
    """Return one case, the public ones first; after the last comes the first."""
    return sorted(cases, key=lambda case: not case.is_public)[place % len(cases)]


def _try_cases(
    judge: Judge, cases: Sequence[Case], source: str, seed: int, beside: Mapping[str, bytes], limits: Limits
) -> list[JudgedTrial]:
    """Try the public cases, then the hidden ones if all public ones passed."""
    found: list[JudgedTrial] = []
    for is_public in (True, False):
        for case in (case for case in cases if case.is_public is is_public):
            outcome = run_virtual(source, case.scenario, seed=seed, files=_flash(case.scenario, beside), limits=limits)
            trial = Trial.of(outcome, case.scenario, seed, case.truth, judge.wiring)
            found.append(_judged(judge, case, trial, Program(source)))
        if any(one.mismatches for one in found):
            break
    return found


def _flash(scenario: Scenario, beside: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what a board of the room has on its flash, then a submission's files, then the exercise's own data."""
    config = simulated_config(BoardIdentity("atelier", "capteur-01", ""), (LAPTOP, PORTS["mqtt"]), scenario.wifi)
    return {**library(), FILE_NAME: config, **beside, **dict(scenario.files)}


def _judged(judge: Judge, case: Case, trial: Trial, program: Program) -> JudgedTrial:
    """Judge one trial; where something is wrong, an error in a callback is told first, for it explains the rest."""
    mismatches = _judge_trial(judge, trial)
    if not mismatches:
        return JudgedTrial(case, trial, mismatches)
    if trial.error is not None and trial.error.type in lacking.ERRORS:
        for event in trial.events:
            if event.kind == lacking.EVENT:
                raise PartLacking(event.where)
    if trial.end == "fuel" and mismatches.keys() == {ENDING}:
        raise LimitReached(f"{case.id}: all was right until {trial.duration_s} s, where the simulated board gave up")
    error = callback_error(trial, program.source) if trial.error is None else None
    if error is not None:
        trial = replace(trial, error=error)
        mismatches = {ENDING: callback_mismatch(trial), **mismatches}
    return JudgedTrial(case, trial, mismatches, choose_cause(judge, mismatches, trial, program))


def _judge_trial(judge: Judge, trial: Trial) -> dict[str, Mismatch]:
    every = [(ENDING, check_ending), *((check.id, check.run) for check in judge.checks)]
    found = {check_id: _mismatch(check, trial) for check_id, check in every}
    return {check_id: mismatch for check_id, mismatch in found.items() if mismatch}


def _mismatch(check: Callable[[Trial], None], trial: Trial) -> Mismatch | None:
    try:
        check(trial)
    except Mismatch as mismatch:
        return mismatch
    return None
