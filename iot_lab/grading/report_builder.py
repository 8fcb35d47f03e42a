"""Build the report on one submission, in one language: a summary, the checks, one hint, the timeline."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.grading.choosing import Cause
from iot_lab.grading.cost import read_cost, say_cost
from iot_lab.grading.ending import ENDING, ending_hint
from iot_lab.grading.expectations.expect import NothingToJudge
from iot_lab.grading.expectations.tolerance import US_PER_S
from iot_lab.grading.facts import fact_to_show
from iot_lab.grading.report import CheckReport, CostReport, HintReport, Moment, Report, ScenarioReport, Verdict
from iot_lab.texts import Texts, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.course import Exercise, Hint
    from iot_lab.grading.expectations.expect import Mismatch
    from iot_lab.grading.judge import Case, Judge
    from iot_lab.grading.trial import Trial
    from iot_lab.simulator.board import Event

MAX_MOMENTS: Final = 200
MAX_OUTPUT_SHOWN: Final = 4000
MAX_TEXT: Final = 200
MAX_ITEMS: Final = 32


@dataclass(frozen=True, slots=True)
class JudgedTrial:
    """One case that was tried: what happened, and the mismatches by check id, in the order of the checks.

    `cause` says which of them is explained, and how; None where there is none.
    """

    case: Case
    trial: Trial
    mismatches: dict[str, Mismatch]
    cause: Cause | None = None


def find_hint(exercise: Exercise, hint_id: str, language: str) -> Hint | None:
    """Return a hint of the exercise, or one of those for programs that broke down."""
    return exercise.hints[language].get(hint_id) or ending_hint(hint_id, texts(language))


def build_report(
    exercise: Exercise,
    judge: Judge,
    cases: Sequence[Case],
    tried: Sequence[JudgedTrial],
    language: str,
    seed: int,
    hint_level: int,
) -> Report:
    """Return the report: the first case that failed is the one told, a public one before a hidden one."""
    t = texts(language)
    failed = next((one for one in tried if one.mismatches), None)
    public = (one for one in tried if one.case.is_public)
    shown = failed if failed and failed.case.is_public else next(public, tried[0])
    events = shown.trial.events
    return Report(
        exercise=exercise.id,
        title=exercise.titles[t.language],
        language=t.language,
        seed=seed,
        verdict=Verdict.FAILED if failed else Verdict.PASSED,
        summary=_summary(failed, t),
        checks=_check_reports(exercise, judge, failed, t, hint_level),
        scenarios=tuple(_scenario_report(case, tried) for case in cases),
        timeline=tuple(_moment(event) for event in events[:MAX_MOMENTS]),
        timeline_left_off=max(0, len(events) - MAX_MOMENTS),
        output=shown.trial.output[:MAX_OUTPUT_SHOWN],
        cost=_cost_report(shown.trial, t),
    )


def _summary(failed: JudgedTrial | None, t: Texts) -> str:
    """Say in full how public and hidden scenarios went."""
    if failed is None:
        return t("grading.summary.passed")
    return t("grading.summary.failed") if failed.case.is_public else t("grading.summary.hidden-failed")


def _check_reports(
    exercise: Exercise, judge: Judge, failed: JudgedTrial | None, t: Texts, hint_level: int
) -> tuple[CheckReport, ...]:
    of_checks = {check.id: t.form(check.titles) for check in judge.checks}
    titles = {ENDING: t("grading.runs.title")} | of_checks
    if failed is None:
        return tuple(CheckReport(check_id, title, Verdict.PASSED) for check_id, title in titles.items())
    first = next(iter(failed.mismatches))
    cause = failed.cause or Cause(first, first)
    return tuple(
        _explained(exercise, title, failed, cause, t, hint_level)
        if check_id == cause.check_id
        else CheckReport(check_id, title, _verdict(check_id, failed))
        for check_id, title in titles.items()
    )


def _verdict(check_id: str, failed: JudgedTrial) -> Verdict:
    """Return the sign of a check that is not the one explained.

    After a breakdown whatever did not pass was not judged; so was a check with nothing to judge.
    """
    mismatch = failed.mismatches.get(check_id)
    if mismatch is None:
        return Verdict.PASSED
    has_stopped = ENDING in failed.mismatches and check_id != ENDING
    return Verdict.NOT_JUDGED if has_stopped or isinstance(mismatch, NothingToJudge) else Verdict.FAILED


def _explained(
    exercise: Exercise, title: str, failed: JudgedTrial, cause: Cause, t: Texts, hint_level: int
) -> CheckReport:
    mismatch = failed.mismatches[cause.check_id]
    beside = cause.fact or cause.suspect
    fact = beside.told if beside else fact_to_show(failed.trial)
    return CheckReport(
        id=cause.check_id,
        title=title,
        verdict=Verdict.FAILED,
        expected=mismatch.expected(t),
        seen=mismatch.seen(t),
        fact=fact(t) if fact and cause.diagnosis is None else None,
        at_s=mismatch.at_s,
        line=_line_of(cause, mismatch, failed.trial),
        scenario=failed.case.id,
        hint=_hint_of(exercise, cause, t, hint_level),
    )


def _line_of(cause: Cause, mismatch: Mismatch, trial: Trial) -> int | None:
    """Return the line to look at: of the cause, else where the error showed."""
    told = cause.diagnosis or cause.fact
    if told is not None and told.line:
        return told.line
    if mismatch.line or cause.check_id != ENDING:
        return mismatch.line
    return trial.error.line if trial.error else None


def _hint_of(exercise: Exercise, cause: Cause, t: Texts, level: int) -> HintReport:
    if cause.diagnosis is not None:
        return HintReport(cause.diagnosis.id, 1, 1, cause.diagnosis.told(t), cause.diagnosis.is_specific)
    hint = find_hint(exercise, cause.hint_id, t.language)
    if hint is None:
        raise LookupError(f"hints.{t.language}.toml of {exercise.id} has no hint {cause.hint_id!r}")
    known_level = min(max(level, 1), len(hint.levels))
    return HintReport(hint.id, known_level, len(hint.levels), hint.text(known_level), cause.is_proved)


def _scenario_report(case: Case, tried: Sequence[JudgedTrial]) -> ScenarioReport:
    one = next((one for one in tried if one.case.id == case.id), None)
    if one is None:
        return ScenarioReport(case.id, case.is_public, None)
    verdict = Verdict.FAILED if one.mismatches else Verdict.PASSED
    return ScenarioReport(case.id, case.is_public, verdict, one.trial.end, one.trial.duration_s, one.trial.fuel)


def _cost_report(trial: Trial, t: Texts) -> CostReport:
    cost = read_cost(trial)
    return CostReport(**asdict(cost), said=say_cost(cost, t))


def _moment(event: Event) -> Moment:
    return Moment(event.t_us / US_PER_S, event.kind, event.where[:MAX_TEXT], _shown(event.value))


def _shown(value: object) -> object:
    """Return a value as JSON may tell it, cut where it is long: what JSON does not know is told in words."""
    if isinstance(value, dict):
        return {str(name)[:MAX_TEXT]: _shown(one) for name, one in value.items()}
    if isinstance(value, (bytes, bytearray)):
        return value[:MAX_TEXT].decode("utf-8", "backslashreplace")[:MAX_TEXT]
    if isinstance(value, (list, tuple)):
        return [_shown(one) for one in value[:MAX_ITEMS]]
    return value if isinstance(value, (int, float, type(None))) else str(value)[:MAX_TEXT]
