"""The take_all as plain JSON with its words, for the command line and scripts; the exit code. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.errors import LabError
    from iot_lab.texts import Texts
    from iot_lab.workshop.doctor.finding import Result
    from iot_lab.workshop.doctor.steps import StepResult

ALL_FINE, SOMETHING_BROKEN, COULD_NOT_RUN = 0, 1, 2
WORDS: Final[dict[Result, str]] = {
    "ok": key("doctor.result.ok"),
    "broken": key("doctor.result.broken"),
    "unknown": key("doctor.result.unknown"),
    "not-concerned": key("doctor.result.not-concerned"),
}


def row(result: StepResult, t: Texts) -> dict[str, Any]:
    """Return one step's row."""
    finding = result.finding
    errors = [_explained(error, t) for error in finding.errors]
    return {
        "step": result.step.name,
        "title": t(result.step.title),
        "result": finding.result,
        "said": t(finding.said, **finding.details) if finding.said else errors[0]["seen"],
        "errors": errors,
    }


def first_broken(results: Sequence[StepResult]) -> StepResult | None:
    """Return the step to mend first."""
    return next((result for result in results if result.finding.result == "broken"), None)


def exit_code(results: Sequence[StepResult]) -> int:
    """Return 0 where nothing is broken, 1 where something is, 2 where nobody could look at anything."""
    if first_broken(results):
        return SOMETHING_BROKEN
    seen = {result.finding.result for result in results}
    return ALL_FINE if "ok" in seen else COULD_NOT_RUN


def _explained(error: LabError, t: Texts) -> dict[str, str]:
    said = t.explain(error)
    return {"code": error.code, "seen": said.seen, "cause": said.cause, "next": said.next_step}
