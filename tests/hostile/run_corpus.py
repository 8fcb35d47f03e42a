"""Grade every hostile program in this process and tell, one JSON line each, what happened and what Python's audit saw.

Run by the tests in processes of their own: an audit hook can never be taken back.
"""

import json
import re
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

import psutil

import iot_lab
from iot_lab.course import load_exercise
from iot_lab.grading import grade
from iot_lab.simulator.limits import Limits

PROGRAMS = Path(__file__).parent / "programs"
HEADER = re.compile(
    r"# (?P<tries>.+?) (?:On: (?P<exercise>[\w-]+)\. )?Ends: (?P<end>[\w-]+)\. "
    r"(?:Hint: (?P<hint>[\w.-]+)|Verdict: (?P<verdict>[\w-]+))\.$"
)
WATCHED = (
    "open",
    "os.",
    "socket.",
    "subprocess.",
    "shutil.",
    "glob.",
    "tempfile.",
    "mmap.",
    "ctypes.dlopen",
    "sqlite3.",
)
KIT = Path(iot_lab.__file__).parent
# They take seconds of work whatever the limit; the pool ends them by its limit of CPU time. An eighth shows the same end.
COSTLY = (
    "calls_nested",
    "exit_in_callback",
    "host_looked_up",
    "interrupts_flood",
    "interrupts_that_raise",
    "mqtt_answers_itself",
    "sleeping_by_the_door",
    "sleeping_never",
)
PROCESS = psutil.Process()
GRADE = import_module("iot_lab.grading.grade")
GRADED = Limits.graded()


def expected(path: Path) -> dict[str, str | None]:
    """Return what the first line of a program says: exercise, end, hint or verdict."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    found = HEADER.match(first)
    assert found, f"{path.name}: {first}"
    return {**found.groupdict(), "exercise": found["exercise"] or "blink", "verdict": found["verdict"] or "failed"}


def main(names: list[str]) -> None:
    """Grade the programs of these names."""
    seen: list[str] = []
    is_watching = False

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if is_watching and event.startswith(WATCHED):
            seen.append(f"{event} {arguments}"[:200])

    exercises = {
        name: load_exercise(name) for name in {expected(PROGRAMS / f"{name}.py")["exercise"] for name in names}
    }
    for exercise in exercises.values():
        assert grade(exercise, exercise.solution, language="en").verdict == "passed"
    sys.addaudithook(watch)
    for name in names:
        path = PROGRAMS / f"{name}.py"
        program, exercise = path.read_text(encoding="utf-8"), exercises[expected(path)["exercise"]]
        seen.clear()
        before_s = sum(PROCESS.cpu_times()[:2])
        eighth = replace(GRADED, fuel=GRADED.fuel // 8, calls=GRADED.calls // 8)
        with patch.dict(GRADE.grade_in_full.__kwdefaults__, limits=eighth if name in COSTLY else GRADED):
            is_watching = True
            report = grade(exercise, program, language="en")
            is_watching = False
        spent_s = sum(PROCESS.cpu_times()[:2]) - before_s
        tried = [one for one in report.scenarios if one.end]
        told = {
            "name": name,
            "verdict": report.verdict,
            "end": tried[-1].end if tried else "fault",
            "fuel": [one.fuel for one in tried],
            "hint": report.hint.id if report.hint else None,
            "fault": report.fault,
            "report_bytes": _size(report),
            "cpu_s": round(spent_s, 3),
            "memory_mb": PROCESS.memory_info().rss >> 20,
            "events": [one for one in seen if not _is_ours(one, exercise.folder)],
        }
        sys.stdout.write(json.dumps(told) + "\n")


def _size(report: object) -> int:
    """Return the size of the report as JSON, -1 where it is no JSON."""
    try:
        return len(json.dumps(report.as_json()))
    except (TypeError, ValueError):
        return -1


def _is_ours(event: str, folder: Path) -> bool:
    """Say whether this is the grader that reads its checks, or source lines for a traceback of ours.

    CPython looks for a file `<unknown>` when it words a syntax error.
    """
    is_read = event.startswith("open ") and (", 'r'," in event or ", 'rb'," in event)
    return is_read and event.startswith((f"open ('{folder}/", f"open ('{KIT}/", "open ('<unknown>'"))


if __name__ == "__main__":
    main(sys.argv[1:] or sorted(path.stem for path in PROGRAMS.glob("*.py")))
