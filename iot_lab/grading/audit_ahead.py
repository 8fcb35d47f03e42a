"""Grade ahead what the audit of some exercises will ask for: programs by the dozen, on all processors.

What is known already (`audit_gradings.py`) is left out. Programs go to the processes in small bundles, each of one
exercise, the largest exercise's spread over all: the end waits for nobody. What they find goes back in plain data.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final

from iot_lab.course import load_exercise
from iot_lab.errors import LabError
from iot_lab.grading.audit_gradings import AuditGradings, PlannedGrading, graded_in_short
from iot_lab.grading.audit_plan import BY_DEFAULT, AuditPlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BUNDLE: Final = 6
# To start another process and its runtime takes longer than this many gradings.
FEW: Final = 12


def grade_ahead(
    exercises: Sequence[str], folder: Path, cache: Path | None = None, plan: AuditPlan = BY_DEFAULT
) -> dict[str, AuditGradings]:
    """Return the gradings of some exercises, all that their audit will ask for among them.

    An exercise that cannot be read, or whose own Python breaks, has none: its audit tells why.
    """
    known: dict[str, AuditGradings] = {}
    bundles: list[tuple[str, list[PlannedGrading]]] = []
    for name in exercises:
        try:
            exercise = load_exercise(name, folder)
            known[name] = AuditGradings(exercise, cache)
            bundles += [(name, bundle) for bundle in _bundles(known[name].missing(plan.every(exercise)))]
        except (LabError, OSError):
            known.pop(name, None)
    if sum(len(asked) for _, asked in bundles) > FEW:
        for (name, asked), found in zip(bundles, _graded(bundles, folder), strict=True):
            known[name].add(asked, found)
        for one in known.values():
            one.save()
    return known


def _bundles(asked: Sequence[PlannedGrading]) -> Iterator[list[PlannedGrading]]:
    for start in range(0, len(asked), BUNDLE):
        yield list(asked[start : start + BUNDLE])


def _graded(bundles: Sequence[tuple[str, list[PlannedGrading]]], folder: Path) -> Iterator[list[dict[str, Any]]]:
    workers = min(os.cpu_count() or 1, len(bundles))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as processes:
        names, asked = [name for name, _ in bundles], [one for _, one in bundles]
        yield from processes.map(_grade_bundle, names, [folder] * len(bundles), asked)


def _grade_bundle(name: str, folder: Path, asked: Sequence[PlannedGrading]) -> list[dict[str, Any]]:
    exercise = load_exercise(name, folder)
    return [graded_in_short(exercise, one) for one in asked]
