"""Gradings of the audit, kept by content: what did not change is not graded again.

A grading depends on the program, the seed, the exercise's checks, scenarios, data and hints, and on our own code and
runtime: their SHA-256 is its key. Each exercise has one file of results in the user's cache folder, which keeps the
latest ones. A cache that cannot be read or written only costs time.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import platformdirs

import iot_lab
from iot_lab.files import write_whole
from iot_lab.grading.audit_recognisers import recognised_causes
from iot_lab.grading.ending import ENDING
from iot_lab.grading.grade import Graded, grade_in_full
from iot_lab.grading.program import Program
from iot_lab.grading.report import Verdict
from iot_lab.resources import built, resource
from iot_lab.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.course import Exercise

CODE: Final = ("grading", "simulator", "course", "program_text.py", "typography.py", "tables.py")
MOST_KEPT: Final = 3000
JUDGING: Final = ("*.py", "*.toml", "*.csv", "*.json")


@dataclass(frozen=True, slots=True)
class AuditGrading:
    """What the audit needs of one report. `check` is the one explained, `fault` the last line of our breakdown.

    `causes` are the mistakes that recognisers assert, `!id` one that breaks (`audit_recognisers.py`).
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


class AuditGradings:
    """The gradings of one exercise; `save` keeps the latest that were asked for."""

    def __init__(self, exercise: Exercise, cache: Path | None = None) -> None:
        self._exercise = exercise
        self._file = (cache or cache_folder()) / f"{exercise.id[:32]}.json"
        self._ground = _sum([code_sum().encode(), *_judging_files(exercise.folder)])
        self._known = _read(self._file)
        self._asked: dict[str, dict[str, Any]] = {}
        self.graded = 0

    def grade(self, program: str, seed: int = 0) -> AuditGrading:
        """Return the grading of a program, from the cache where nothing changed."""
        key = _sum([self._ground.encode(), str(seed).encode(), program.encode()])
        found = self._known.get(key)
        if found is None:
            self.graded += 1
            graded = grade_in_full(self._exercise, program, language=DEFAULT_LANGUAGE, seed=seed)
            found = self._known[key] = asdict(_in_short(graded, Program(program)))
        self._asked[key] = found
        return AuditGrading(**found)

    def save(self) -> None:
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
def code_sum() -> str:
    """Return the sum of all of ours that a grading runs: code, the board's library, the runtime."""
    root = Path(iot_lab.__file__).parent
    roots = [*(root / name for name in CODE), resource("firmware") / "lib", built("runtime")]
    files = sorted(path for one in roots for path in (one.rglob("*") if one.is_dir() else [one]))
    return _sum(
        part
        for path in files
        if path.is_file() and path.suffix != ".pyc"
        for part in (path.name.encode(), path.read_bytes())
    )


def _judging_files(folder: Path) -> Iterable[bytes]:
    """Return the files that judge: not the programs, nor the statements, whose words decide nothing."""
    for path in sorted(path for pattern in JUDGING for path in folder.glob(pattern)):
        if not path.name.startswith(("solution", "starter")):
            yield path.name.encode()
            yield path.read_bytes()


def _sum(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


def _read(file: Path) -> dict[str, dict[str, Any]]:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    fields = set(AuditGrading.__slots__)
    is_ours = isinstance(known, dict) and all(isinstance(one, dict) and set(one) == fields for one in known.values())
    return known if is_ours else {}


def _in_short(graded: Graded, program: Program) -> AuditGrading:
    report = graded.report
    told = next((check for check in report.checks if check.expected is not None), None)
    return AuditGrading(
        verdict=report.verdict.value,
        hint=report.hint.id if report.hint else None,
        check=told.id if told else None,
        seen=told.seen or "" if told else "",
        breaks_down=any(check.id == ENDING and check.verdict is Verdict.FAILED for check in report.checks),
        causes=recognised_causes(graded, program),
        fault=report.fault.strip().splitlines()[-1] if report.fault is not None else None,
    )
