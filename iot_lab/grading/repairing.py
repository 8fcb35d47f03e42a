"""Try repairs of a failed program: one that passes in every case proves what was wrong (`explain/repairs`).

It is asked where nobody recognised a cause and, for a few changes, where the exercise did. What it may use is counted
in fuel, with the gradings before, so the same program has the same report on every computer, and a submission stays far
below what it may take of a processor.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from iot_lab.explain.repairs import repairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.explain import Diagnosis
    from iot_lab.grading.program import Program

_log = logging.getLogger(__name__)
FUEL: Final = 1_000_000_000
"""About a second of a laptop for a submission and its repairs."""
FUEL_OF_A_TRIAL: Final = 8_000_000
"""What starting a run and judging it cost, whatever the program does."""


def proved_by_a_repair(
    program: Program,
    pins: frozenset[int],
    used: int,
    tried: Callable[[str, int, bool], tuple[bool, int]],
    *,
    only_likeliest: bool = False,
) -> Diagnosis | None:
    """Return what the first repair that passes says, None where none does or too much was used.

    `tried` runs a changed program, first where the failure showed, then in all cases: did it pass, and with what fuel?
    Its second argument is the most that it may use, its third whether to be content with the case that failed where
    that is used up. Where the exercise knows the mistake, a few changes may tell its line: only the likeliest are
    tried.
    """
    left = FUEL - used
    try:
        for repair in repairs(program.explained, pins, only_likeliest=only_likeliest):
            if left <= 0:
                return None
            has_passed, fuel = tried(repair.program, left, repair.is_usual)
            left -= fuel + FUEL_OF_A_TRIAL
            if has_passed:
                return repair.diagnosis
    except Exception:  # noqa: BLE001 - a fault here costs a hint, never the verdict
        _log.exception("repairs")
    return None
