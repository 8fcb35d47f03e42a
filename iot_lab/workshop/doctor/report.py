"""The climb as plain JSON with its words, for the command line and scripts; the exit code. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.errors import LabError
    from iot_lab.texts import Texts
    from iot_lab.workshop.doctor.ladder import Step
    from iot_lab.workshop.doctor.outcome import Result

ALL_FINE, SOMETHING_BROKEN, COULD_NOT_RUN = 0, 1, 2
WORDS: Final[dict[Result, str]] = {
    "ok": key("doctor.result.ok"),
    "broken": key("doctor.result.broken"),
    "unknown": key("doctor.result.unknown"),
    "not-concerned": key("doctor.result.not-concerned"),
}


def row(step: Step, t: Texts) -> dict[str, Any]:
    """Return one rung's row."""
    outcome = step.outcome
    errors = [_explained(error, t) for error in outcome.errors]
    return {
        "rung": step.rung.name,
        "title": t(step.rung.title),
        "result": outcome.result,
        "said": t(outcome.said, **outcome.details) if outcome.said else errors[0]["seen"],
        "errors": errors,
    }


def first_broken(steps: Sequence[Step]) -> Step | None:
    """Return the rung to mend first."""
    return next((step for step in steps if step.outcome.result == "broken"), None)


def exit_code(steps: Sequence[Step]) -> int:
    """Return 0 where nothing is broken, 1 where something is, 2 where nobody could look at anything."""
    if first_broken(steps):
        return SOMETHING_BROKEN
    results = {step.outcome.result for step in steps}
    return ALL_FINE if "ok" in results else COULD_NOT_RUN


def _explained(error: LabError, t: Texts) -> dict[str, str]:
    said = t.explain(error)
    return {"code": error.code, "seen": said.seen, "cause": said.cause, "next": said.next_step}
