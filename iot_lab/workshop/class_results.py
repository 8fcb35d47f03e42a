"""What a class did, as files that other tools read: a CSV for spreadsheets, xAPI statements for learning record stores.

A nickname is the only name in them. In the CSV, a text that a spreadsheet would take for a formula begins with an
apostrophe. xAPI 1.0.3: an account of the room stands for a person, so no address is needed.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import uuid
from typing import TYPE_CHECKING, Any, Final

from iot_lab.workshop.export.comma_table import no_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from iot_lab.workshop.learner_work import CheckSum
    from iot_lab.workshop.learners import Learner

_VERBS: Final = "http://adlnet.gov/expapi/verbs/"
_HOME: Final = "https://iot-lab.invalid"
"""Nobody's address: the room has none on the internet (RFC 2606)."""
HEAD: Final = ("nickname", "exercise", "passed", "checks", "passed_at", "first_check_at", "last_check_at")


def results_csv(
    learners: Iterable[Learner], sums: Mapping[int, Mapping[str, CheckSum]], exercises: Sequence[str]
) -> str:
    """Return a row for each learner and exercise that was tried, in the order of the course. Times are ISO 8601."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(HEAD)
    for learner in learners:
        for exercise, done in _tried(sums.get(learner.id, {}), exercises):
            passed = "yes" if done.passed_ms is not None else "no"
            times = [_time(done.passed_ms), _time(done.first_ms), _time(done.last_ms)]
            rows.writerow([no_formula(learner.nickname), exercise, passed, done.checks, *times])
    return text.getvalue()


def results_xapi(
    room: str, learners: Iterable[Learner], sums: Mapping[int, Mapping[str, CheckSum]], exercises: Sequence[str]
) -> list[dict[str, Any]]:
    """Return a statement for each learner and exercise: `passed`, or `attempted`. Twice the same: the same ids."""
    return [
        _statement(room, learner, exercise, done)
        for learner in learners
        for exercise, done in _tried(sums.get(learner.id, {}), exercises)
    ]


def _statement(room: str, learner: Learner, exercise: str, done: CheckSum) -> dict[str, Any]:
    has_passed = done.passed_ms is not None
    verb, at_ms = ("passed", done.passed_ms) if has_passed else ("attempted", done.last_ms)
    one = f"{_HOME}/{room}/{learner.id}/{exercise}/{verb}/{at_ms}"
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, one)),
        "actor": {
            "objectType": "Agent",
            "name": learner.nickname,
            "account": {"homePage": _HOME, "name": f"{room}-{learner.id}"},
        },
        "verb": {"id": _VERBS + verb, "display": {"en": verb}},
        "object": {"id": f"{_HOME}/exercises/{exercise}", "definition": {"name": {"en": exercise}}},
        "result": {"success": has_passed, "extensions": {f"{_HOME}/checks": done.checks}},
        "timestamp": _time(at_ms),
    }


def _tried(mine: Mapping[str, CheckSum], exercises: Sequence[str]) -> list[tuple[str, CheckSum]]:
    return [(exercise, mine[exercise]) for exercise in exercises if exercise in mine]


def _time(t_ms: int | None) -> str:
    return "" if t_ms is None else dt.datetime.fromtimestamp(t_ms / 1000, dt.UTC).isoformat(timespec="seconds")
