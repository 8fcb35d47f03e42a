"""What the recognisers of an exercise, and the explainer, assert of a program: the audit knows what they should.

A hint asserts only what was proved, so a cause that is also recognised in a program without it is no proof. Of a
program that fails, the causes count that would have been told, so those of other wrong programs and consequences left
out. Of one that passes nothing may be asserted: not by any recogniser, asked or not, nor by the explainer, whose rules
for quiet mistakes know no exercise. Symptoms may be seen anywhere: they only speak where no cause is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.grading.choosing import recognised
from iot_lab.grading.diagnosing import diagnose_parts, diagnose_silence
from iot_lab.grading.ending import ENDING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.grading.grade import Graded
    from iot_lab.grading.judge import Judge, Mistake
    from iot_lab.grading.program import Program
    from iot_lab.grading.trial import Trial

EXPLAINER: Final = "explainer:"
BREAKS: Final = "!"


def asserted(graded: Graded, program: Program, *, is_stranger: bool = False) -> list[str]:
    """Return the mistakes asserted of a program, in order, then `!id` for each recogniser that breaks.

    A stranger, made for another exercise, may do what is `anywhere`.
    """
    judge = graded.judge
    if judge is None:
        return []
    failed = next((one for one in graded.tried if one.mismatches), None)
    if failed is None:
        found = [id_ for one in graded.tried for id_ in _of_a_right_trial(judge, one.trial, program)]
        return list(dict.fromkeys(found))
    found_here = (one for _, one in recognised(judge, failed.mismatches, failed.trial, program) if not one.is_symptom)
    causes = [one.id for one in found_here if not (is_stranger and one.is_made_anywhere)]
    broken = [BREAKS + one.id for one in judge.mistakes if _ask(one, failed.trial, program) is None]
    return list(dict.fromkeys([*causes, *broken]))


def _of_a_right_trial(judge: Judge, trial: Trial, program: Program) -> Iterator[str]:
    for mistake in judge.mistakes:
        is_made = _ask(mistake, trial, program)
        if is_made is None:
            yield BREAKS + mistake.id
        elif is_made and not mistake.is_symptom:
            yield mistake.id
    said = diagnose_silence(trial, program) or diagnose_parts(program)
    if said is not None:
        yield EXPLAINER + said.id


def _ask(mistake: Mistake, trial: Trial, program: Program) -> bool | None:
    """Ask a recogniser, one of breakdowns only where there was one; None where it breaks."""
    if trial.error is None and set(mistake.check_ids) == {ENDING}:
        return False
    try:
        return bool(mistake.is_made(trial, program))
    except Exception:  # noqa: BLE001 - that it breaks is what the audit tells
        return None
