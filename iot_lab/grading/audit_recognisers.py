"""Which mistakes the recognisers of an exercise assert of a program: the audit knows what they should.

A hint asserts only what its recogniser has proved, so a cause that is also recognised in the wrong program of another
mistake is no proof. Symptoms may be: they only speak where no cause is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.grading.choosing import recognised
from iot_lab.grading.ending import ENDING

if TYPE_CHECKING:
    from iot_lab.grading.grade import Graded
    from iot_lab.grading.judge import Mistake
    from iot_lab.grading.program import Program
    from iot_lab.grading.trial import Trial


def recognised_causes(graded: Graded, program: Program) -> list[str]:
    """Return the causes asserted of a program that fails, in order, then `!id` for each recogniser that breaks."""
    failed = next((one for one in graded.tried if one.mismatches), None)
    if graded.judge is None or failed is None:
        return []
    found = recognised(graded.judge, failed.mismatches, failed.trial, program)
    causes = [mistake.id for _, mistake in found if not mistake.is_symptom]
    broken = [f"!{one.id}" for one in graded.judge.mistakes if _breaks(one, failed.trial, program)]
    return list(dict.fromkeys([*causes, *broken]))


def _breaks(mistake: Mistake, trial: Trial, program: Program) -> bool:
    """Ask a recogniser, one of breakdowns only where there was one."""
    if trial.error is None and set(mistake.check_ids) == {ENDING}:
        return False
    try:
        mistake.is_made(trial, program)
    except Exception:  # noqa: BLE001 - that it breaks is what the audit tells
        return True
    return False
