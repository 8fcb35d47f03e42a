"""How a program ended: the check that every exercise begins with, and the hints for programs that broke down.

These hints belong to no exercise, so their words stand in the catalogues.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.course import Hint
from iot_lab.explain import type_key
from iot_lab.grading.expectations.expect import Mismatch
from iot_lab.grading.expectations.tolerance import US_PER_S
from iot_lab.grading.sentences import Sentence, catalogued, moment
from iot_lab.simulator.errors import from_traceback
from iot_lab.texts import Texts, key

if TYPE_CHECKING:
    from iot_lab.grading.trial import Trial
    from iot_lab.simulator.errors import GuestError

ENDING: Final = "runs"
GOOD_ENDS: Final = frozenset({"finished", "deadline"})

_HINT_KEYS: Final = {
    "error": (
        key("grading.hint.error.where"),
        key("grading.hint.error.why"),
        key("grading.hint.error.how"),
    ),
    "never-sleeps": (
        key("grading.hint.never-sleeps.where"),
        key("grading.hint.never-sleeps.why"),
        key("grading.hint.never-sleeps.how"),
    ),
}
_HINT_OF_END: Final = {"fuel": "never-sleeps"}


class SimulatorFault(RuntimeError):
    """The simulator broke, or ended in a way that this grader does not know: ours, never the learner's."""


def check_ending(trial: Trial) -> None:
    """Raise Mismatch where the program broke down; SimulatorFault where the fault is ours."""
    if trial.end in GOOD_ENDS:
        return
    sentence = _seen(trial)
    if sentence is None:
        raise SimulatorFault(f"the trial ended with {trial.end!r}: {trial.fault}")
    raise Mismatch(catalogued("grading.runs.expected"), sentence, trial.duration_s)


def callback_error(trial: Trial, program: str) -> GuestError | None:
    """Return what the first failing function of an interrupt or a timer raised; as on a board, the program went on."""
    told = next((event.value for event in trial.events if event.kind == "callback-error"), None)
    return from_traceback(str(told), program) if told is not None else None


def callback_mismatch(trial: Trial) -> Mismatch:
    """Return the mismatch of a trial whose `error` is a callback’s; it counts only where something else is wrong."""
    at_s = next(event.t_us for event in trial.events if event.kind == "callback-error") / US_PER_S
    return Mismatch(
        catalogued("grading.runs.expected"),
        catalogued("grading.runs.seen-callback", seen=_say_error(trial)),
        at_s,
    )


def ending_hint_id(trial: Trial) -> str:
    """Return the id of the hint for a program that broke down."""
    return _HINT_OF_END.get(trial.end, "error")


def ending_hint(hint_id: str, t: Texts) -> Hint | None:
    """Return one of the hints of this file, in the language of `t`."""
    keys = _HINT_KEYS.get(hint_id)
    if keys is None:
        return None
    where, why, how = (t(name) for name in keys)
    return Hint(hint_id, (f"{where} {why}", how))


def _seen(trial: Trial) -> Sentence | None:
    at = moment(trial.duration_s)
    return {
        "exception": _say_error(trial),
        "fuel": catalogued("grading.runs.seen-fuel", moment=at),
        "memory": _say_error(trial),
        "reset": catalogued("grading.runs.seen-reset", moment=at),
    }.get(trial.end)


def _say_error(trial: Trial) -> Sentence:
    error = trial.error
    if error is None:
        return catalogued("grading.runs.seen-stopped", moment=moment(trial.duration_s))
    said = catalogued(type_key(error.type))
    if not error.line:
        return catalogued("grading.runs.seen-error", error=said)
    if not error.source_line:
        return catalogued("grading.runs.seen-error-line", error=said, line=error.line)
    return catalogued("grading.runs.seen-error-source", error=said, line=error.line, source=error.source_line.strip())
