"""What the explainer finds in one trial: the error that showed, said from the program's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.explain import ErrorText, explain

if TYPE_CHECKING:
    from iot_lab.explain import Diagnosis
    from iot_lab.grading.program import Program
    from iot_lab.grading.trial import Trial


def diagnose_error(trial: Trial, program: Program) -> Diagnosis | None:
    """Return the diagnosis of the error that ended the program or a callback, None where there was none."""
    error = trial.error
    if error is None:
        return None
    is_in_callback = trial.end not in ("exception", "memory")
    return explain(ErrorText(error.type, error.message, error.line, is_in_callback), program.explained)
