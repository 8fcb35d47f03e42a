"""Grade one submission: run it in every scenario and judge each trace; `report_builder` says what was found.

Checks that fail are the learner's; anything else that is raised here is ours and ends in "could not check".
"""

from __future__ import annotations

import traceback
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from iot_lab.contract.config import FILE_NAME, BoardIdentity
from iot_lab.errors import LabError
from iot_lab.grading.choosing import Cause, choose_cause
from iot_lab.grading.compared import ComparedReport, Tracks, compare, read_tracks
from iot_lab.grading.ending import ENDING, callback_error, callback_mismatch, check_ending
from iot_lab.grading.expectations.expect import Mismatch
from iot_lab.grading.judge import Case, Judge, drawn_cases, load_judge
from iot_lab.grading.of_exercise import KeptOfExercise
from iot_lab.grading.program import Program
from iot_lab.grading.repairing import proved_by_a_repair
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
    from iot_lab.simulator.virtual import Outcome
    from iot_lab.simulator.world.scenario import Scenario

LIMITS: Final = Limits.graded()
SLACK_FUEL: Final = 50_000_000
LONG_FUEL: Final = 300_000_000
AFTER_S: Final = 2.0
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
    program: Program = field(default_factory=lambda: Program(""))

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
    mends: bool = False,
) -> Report:
    """Return the report on `program`, with `files` beside it on the flash. The same gives the same report, always.

    `hint_level` is the level of the hint to tell, 1 to 3. One that `mends` takes up to a second more where no cause
    was recognised, and looks for the one change that makes the program pass (`repairing.py`).

    Raises ProgramTooLarge or ProgramNotText, and the errors of an incomplete installation
    (`iot_lab.simulator.runtime`); anything else is in the report.
    """
    graded = grade_in_full(
        exercise, program, language=language, seed=seed, hint_level=hint_level, files=files, mends=mends
    )
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
    mends: bool = False,
    run: Callable[..., Outcome] = run_virtual,
) -> Graded:
    """Return what `grade` returns, and the trials behind it.

    `only` tries one case, in turn, and `run` may know runs from before: for the audit.
    """
    read = Program(checked_program(program))
    try:
        judge = load_judge(exercise)
        cases = drawn_cases(exercise, judge, seed)
        beside = {name: text.encode() for name, text in (files or {}).items()}
        asked = cases if only is None else (_in_turn(cases, only),)
        trials = _Trials(judge, seed, beside, limits, run)
        tried = trials.try_cases(asked, read)
        if mends:
            tried = trials.explained_by_a_repair(asked, tried, read)
        report = build_report(exercise, judge, cases, tried, language, seed, hint_level)
        return Graded(report, judge, tuple(tried), cases, read)
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


@dataclass(frozen=True, slots=True)
class _Trials:
    """Where programs are tried: what stays the same from one to the next."""

    judge: Judge
    seed: int
    beside: Mapping[str, bytes]
    limits: Limits
    run: Callable[..., Outcome]

    def try_cases(self, cases: Sequence[Case], program: Program) -> list[JudgedTrial]:
        """Try the public cases, then the hidden ones if all public ones passed."""
        found: list[JudgedTrial] = []
        source = program.source
        for is_public in (True, False):
            here = [case for case in cases if case.is_public is is_public]
            found += [_judged(self.judge, case, self.trial_of(case, source, self.limits), program) for case in here]
            if any(one.mismatches for one in found):
                break
        return found

    def trial_of(self, case: Case, source: str, limits: Limits) -> Trial:
        files = _flash(case.scenario, self.beside)
        outcome = self.run(source, case.scenario, seed=self.seed, files=files, limits=limits)
        return Trial.of(outcome, case.scenario, self.seed, deepcopy(case.truth), self.judge.wiring)

    def explained_by_a_repair(
        self, cases: Sequence[Case], tried: list[JudgedTrial], program: Program
    ) -> list[JudgedTrial]:
        """Where no line is told yet as the cause of a failure, look for the one change that makes the program pass."""
        failed = next((one for one in tried if one.mismatches), None)
        if failed is None or failed.cause is None or failed.cause.tells_a_line or failed.trial.error is not None:
            return tried
        pins = frozenset(failed.trial.facts.pins_wired)
        used = sum(one.trial.fuel for one in tried)
        passes = _Retrial(self, tuple(cases), failed).passes
        proved = proved_by_a_repair(program, pins, used, passes, only_likeliest=failed.cause.is_known)
        if proved is None:
            return tried
        hint_id = failed.cause.hint_id if failed.cause.diagnosis is None else failed.cause.check_id
        cause = Cause(failed.cause.check_id, hint_id, fact=proved, is_proved=True)
        return [replace(failed, cause=cause) if one is failed else one for one in tried]


@dataclass(frozen=True, slots=True)
class _Retrial:
    """Tries changed programs: where the failure showed first, and for no longer; then in every case."""

    trials: _Trials
    cases: tuple[Case, ...]
    failed: JudgedTrial

    def passes(self, changed: str, most_fuel: int, is_usual: bool) -> tuple[bool, int]:
        """Say whether a changed program passes, and what fuel it took, each run `most_fuel` at most.

        A usual change that mends the case which failed need not pass in the others where there is no fuel for them.
        """
        first_check, mismatch = next(iter(self.failed.mismatches.items()))
        short = self._short_case(mismatch)
        fuel = 0
        if short is not None:
            trial = self.trials.trial_of(short, changed, self._limits(short, most_fuel))
            fuel += trial.fuel
            found = _judge_trial(self.trials.judge, trial)
            if ENDING in found or first_check in found:
                return False, fuel
        for case in (self.failed.case, *(case for case in self.cases if case is not self.failed.case)):
            if is_usual and case is not self.failed.case and most_fuel - fuel < self.failed.trial.fuel:
                return True, fuel
            trial = self.trials.trial_of(case, changed, self._limits(case, most_fuel - fuel))
            fuel += trial.fuel
            if fuel >= most_fuel or _judge_trial(self.trials.judge, trial):
                return False, fuel
        return True, fuel

    def _limits(self, case: Case, most_fuel: int) -> Limits:
        """Return limits by which a run uses so much fuel at most, and no more than twice what the first one used.

        One that does much more than the first will not do better.
        """
        limits = self.trials.limits
        times = limits.lasting(case.scenario.duration_s).fuel / limits.fuel
        fuel = max(1, min(2 * self.failed.trial.fuel + SLACK_FUEL, most_fuel))
        return replace(limits, fuel=max(1, round(fuel / times)))

    def _short_case(self, mismatch: Mismatch) -> Case | None:
        """Return the case that ends some time after the failure showed, None where that spares little.

        A check may want the whole trial: so only a run that takes long is cut.
        """
        case = self.failed.case
        if self.failed.trial.fuel < LONG_FUEL:
            return None
        lasts_s = (mismatch.at_s or case.scenario.duration_s) + AFTER_S
        if lasts_s > case.scenario.duration_s / 2:
            return None
        return replace(case, scenario=replace(case.scenario, duration_s=lasts_s))


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
