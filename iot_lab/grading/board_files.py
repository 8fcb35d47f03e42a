"""The files of an exercise: what stands on the board beside a program (training data, a calibration).

They are those of the first public scenario, so a learner sees training data only; what the kit keeps for itself is left
out. A program that is sent to a board of the room takes them along (`iot-lab send --exercise NAME`).
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from iot_lab.contract.config import FILE_NAME
from iot_lab.grading.judge import load_judge

if TYPE_CHECKING:
    from iot_lab.course import Exercise

THE_KITS: Final = frozenset({FILE_NAME, "boot.py"})


def board_files(exercise: Exercise) -> dict[str, bytes]:
    """Return content by name; the same at each call. Raises what the exercise's own files raise."""
    cases = load_judge(exercise).cases(random.Random(f"{exercise.id}/0"))  # noqa: S311 - scenarios, not secrets
    given = next((case.scenario for case in cases if case.is_public), None)
    return {name: content for name, content in (given.files if given else ()) if name not in THE_KITS}
