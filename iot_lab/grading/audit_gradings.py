"""Gradings of the audit, kept by content: what did not change is not graded again.

A grading depends on what is asked (program, seed, case), the exercise's checks, scenarios, data and which hints there
are (not on their words), and on our own code and runtime: their SHA-256 is its key. Each exercise has one file of
results in the user's cache folder, which keeps the latest ones. A cache that cannot be read or written only costs time.
Beside it the runs are kept (`kept_runs.py`): a grading made again for another check judges the run of before.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import platformdirs

import iot_lab
from iot_lab.files import write_whole
from iot_lab.grading.audit_recognisers import asserted
from iot_lab.grading.ending import ENDING
from iot_lab.grading.grade import LIMITS, Graded, grade_in_full
from iot_lab.grading.kept_runs import KeptRuns, judging_files, sum_of, sum_of_files, what_runs
from iot_lab.grading.report import Verdict
from iot_lab.resources import resource
from iot_lab.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.course import Exercise

CODE: Final = ("grading", "explain", "simulator", "course", "contract", "mqtt", "*.py")
MOST_KEPT: Final = 3000
# A second of an ESP32 at least: a program of another exercise that looks for ever is not followed to the end.
STRANGERS_LIMITS: Final = replace(LIMITS, fuel=130_000_000)


@dataclass(frozen=True, slots=True)
class AuditGrading:
    """What the audit needs of one report. `check` is the one explained, `fault` the last line of our breakdown.

    `causes` are the mistakes that are asserted, `!id` a recogniser that breaks (`audit_recognisers.py`).
    """

    verdict: str
    hint: str | None
    check: str | None
    seen: str
    breaks_down: bool
    causes: list[str]
    fault: str | None

    @property
    def has_passed(self) -> bool:
        return self.verdict == Verdict.PASSED

    @property
    def has_failed(self) -> bool:
        return self.verdict == Verdict.FAILED


@dataclass(frozen=True, slots=True)
class PlannedGrading:
    """A program to grade, on one draw; `case` is the only one to try, in turn.

    A stranger is made for another exercise: it need not be followed for long to be seen failing.
    """

    program: str
    seed: int = 0
    case: int | None = None
    is_stranger: bool = False


class AuditGradings:
    """The gradings of one exercise; `save` keeps the latest that were asked for."""

    def __init__(self, exercise: Exercise, cache: Path | None = None) -> None:
        self._exercise = exercise
        cache = cache or cache_folder()
        self._file = cache / f"{exercise.id[:32]}.json"
        self.runs = KeptRuns(exercise, cache)
        hints = sorted({hint for ones in exercise.hints.values() for hint in ones})
        self._ground = sum_of([code_sum(), " ".join(hints).encode(), *judging_files(exercise.folder)])
        self._known = _read(self._file)
        self._asked: dict[str, dict[str, Any]] = {}
        self.graded = 0

    def grade(self, asked: PlannedGrading) -> AuditGrading:
        """Return what was found of a program, from the cache where nothing changed."""
        key = self._key(asked)
        found = self._known.get(key)
        if found is None:
            self.graded += 1
            found = self._known[key] = graded_in_short(self._exercise, asked, self.runs)
        self._asked[key] = found
        return AuditGrading(**found)

    def missing(self, asked: Iterable[PlannedGrading]) -> list[PlannedGrading]:
        """Return those of some gradings that are not known yet."""
        return [one for one in dict.fromkeys(asked) if self._key(one) not in self._known]

    def add(self, asked: PlannedGrading, found: dict[str, Any]) -> None:
        """Take what another process found."""
        self.graded += 1
        key = self._key(asked)
        self._known[key] = self._asked[key] = found

    def _key(self, asked: PlannedGrading) -> str:
        facts = f"{asked.seed} {asked.case} {asked.is_stranger}"
        return sum_of([self._ground, facts.encode(), asked.program.encode()]).hex()

    def save(self) -> None:
        self.runs.save()
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            others = {key: found for key, found in self._known.items() if key not in self._asked}
            latest = list({**others, **self._asked}.items())[-MOST_KEPT:]
            write_whole(self._file, json.dumps(dict(latest)))
        except OSError:
            return


def cache_folder() -> Path:
    return Path(platformdirs.user_cache_dir("iot-lab", appauthor=False)) / "audit"


@lru_cache(maxsize=1)
def code_sum() -> bytes:
    """Return the sum of all of ours that a grading runs: code, the board's library, what was built."""
    root = Path(iot_lab.__file__).parent
    code = [path for name in CODE for path in root.glob(name)]
    return sum_of([what_runs(), sum_of_files([*code, resource("firmware") / "lib"])])


def _read(file: Path) -> dict[str, dict[str, Any]]:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    fields = set(AuditGrading.__slots__)
    is_ours = isinstance(known, dict) and all(isinstance(one, dict) and set(one) == fields for one in known.values())
    return known if is_ours else {}


def graded_in_short(exercise: Exercise, asked: PlannedGrading, runs: KeptRuns) -> dict[str, Any]:
    """Grade a program and return an `AuditGrading` as plain data."""
    limits = STRANGERS_LIMITS if asked.is_stranger else LIMITS
    graded = grade_in_full(
        exercise, asked.program, language=DEFAULT_LANGUAGE, seed=asked.seed, only=asked.case, limits=limits, run=runs
    )
    return asdict(_in_short(graded, is_stranger=asked.is_stranger))


def _in_short(graded: Graded, *, is_stranger: bool) -> AuditGrading:
    report = graded.report
    told = next((check for check in report.checks if check.expected is not None), None)
    return AuditGrading(
        verdict=report.verdict.value,
        hint=report.hint.id if report.hint else None,
        check=told.id if told else None,
        seen=told.seen or "" if told else "",
        breaks_down=any(check.id == ENDING and check.verdict is Verdict.FAILED for check in report.checks),
        causes=asserted(graded, graded.program, is_stranger=is_stranger),
        fault=report.fault.strip().splitlines()[-1] if report.fault is not None else None,
    )
