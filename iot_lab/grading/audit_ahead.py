"""Grade ahead what the audit of some exercises will ask for: programs by the dozen, on all processors.

What is known already (`audit_gradings.py`) is left out. Programs go to the processes in small bundles, of one exercise
and draw each (a draw's cases are made once in a process), those that last longest first: what is graded in one case,
of another exercise, ends the list, so that the end waits for nobody. What the processes find and the runs that they
make go back in plain data; only this process writes.
"""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final

from iot_lab.course import load_exercise
from iot_lab.errors import LabError
from iot_lab.grading.audit_gradings import AuditGradings, PlannedGrading, cache_folder, graded_in_short
from iot_lab.grading.audit_plan import BY_DEFAULT, AuditPlan
from iot_lab.grading.kept_runs import KeptRuns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from multiprocessing.context import BaseContext
    from pathlib import Path

    from iot_lab.course import Exercise

BUNDLE: Final = 4
# To start another process takes longer than this many gradings.
FEW: Final = 4
Bundle = tuple[str, list[PlannedGrading]]
Found = tuple[list[dict[str, Any]], dict[bytes, bytes]]

_runs: dict[str, tuple[Exercise, KeptRuns]] = {}
"""The runs that a process of the audit knows, by exercise."""


def grade_ahead(
    exercises: Sequence[str], folder: Path, cache: Path | None = None, plan: AuditPlan = BY_DEFAULT
) -> dict[str, AuditGradings]:
    """Return the gradings of some exercises, all that their audit will ask for among them.

    An exercise that cannot be read, or whose own Python breaks, has none: its audit tells why.
    """
    cache = cache or cache_folder()
    known: dict[str, AuditGradings] = {}
    missing: dict[str, list[PlannedGrading]] = {}
    for name in exercises:
        try:
            exercise = load_exercise(name, folder)
            known[name] = AuditGradings(exercise, cache)
            missing[name] = known[name].missing(plan.every(exercise))
        except (LabError, OSError):
            known.pop(name, None)
    if sum(map(len, missing.values())) > FEW:
        bundles = list(_bundles(missing))
        for (name, asked), (found, made) in zip(bundles, _graded(bundles, folder, cache), strict=True):
            for one, short in zip(asked, found, strict=True):
                known[name].add(one, short)
            known[name].runs.add(made)
        for name in missing:
            known[name].save()
    return known


def _bundles(missing: Mapping[str, Sequence[PlannedGrading]]) -> Iterator[Bundle]:
    """Yield what to grade, by exercise and draw; strangers last."""
    for is_stranger in (False, True):
        for name, asked in missing.items():
            here = sorted((one for one in asked if one.is_stranger is is_stranger), key=_draw)
            for _, of_draw in groupby(here, _draw):
                ones = list(of_draw)
                yield from ((name, ones[start : start + BUNDLE]) for start in range(0, len(ones), BUNDLE))


def _draw(asked: PlannedGrading) -> int:
    return asked.seed


def _graded(bundles: Sequence[Bundle], folder: Path, cache: Path) -> Iterator[Found]:
    workers = min(os.cpu_count() or 1, len(bundles))
    with ProcessPoolExecutor(workers, mp_context=_context()) as processes:
        yield from processes.map(_grade_bundle, bundles, [folder] * len(bundles), [cache] * len(bundles))


def _context() -> BaseContext:
    """Return how to start a process: as a copy of this one where that is safe, with its modules loaded."""
    is_alone = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if is_alone else "spawn")


def _grade_bundle(bundle: Bundle, folder: Path, cache: Path) -> Found:
    name, asked = bundle
    exercise = load_exercise(name, folder)
    if name not in _runs or _runs[name][0] is not exercise:
        _runs[name] = (exercise, KeptRuns(exercise, cache))
    runs = _runs[name][1]
    return [graded_in_short(exercise, one, runs) for one in asked], runs.made()
