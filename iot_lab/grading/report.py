"""The report on one submission, and its JSON (docs/report.md). Pure data: everything in it is said in one language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from iot_lab import __version__

if TYPE_CHECKING:
    from iot_lab.grading.compared import ComparedReport

REPORT_VERSION: Final = 2


class Verdict(StrEnum):
    """How a submission or a check went. An internal fault is never the learner's failure.

    Only a check is ever NOT_JUDGED: there was nothing to judge yet, because something else went wrong before.
    """

    PASSED = "passed"
    FAILED = "failed"
    COULD_NOT_CHECK = "could-not-check"
    NOT_JUDGED = "not-judged"


@dataclass(frozen=True, slots=True)
class HintReport:
    """One level of one hint: 1 where to look and why it happens, 2 nearly how.

    `is_proved`: the mistake was recognised.
    """

    id: str
    level: int
    levels: int
    text: str
    is_proved: bool = False


@dataclass(frozen=True, slots=True)
class CheckReport:
    """One check. The one failure that is explained tells `expected`, `seen`, `at_s` (virtual seconds) and a hint.

    `fact` is one more thing that the trace shows and that may be behind it: a pin where nothing is wired, an early end.
    `line` is the line of main.py where its cause stands, or where the error showed.
    """

    id: str
    title: str
    verdict: Verdict
    expected: str | None = None
    seen: str | None = None
    fact: str | None = None
    at_s: float | None = None
    line: int | None = None
    scenario: str | None = None
    hint: HintReport | None = None


@dataclass(frozen=True, slots=True)
class ScenarioReport:
    """One scenario; `verdict` is None where it was not tried because a public one already failed."""

    id: str
    public: bool
    verdict: Verdict | None
    end: str | None = None
    virtual_s: float | None = None
    fuel: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One event of the trial that is shown: virtual seconds, what kind, where (a pin's number), its value."""

    t_s: float
    kind: str
    where: str
    value: object


@dataclass(frozen=True, slots=True)
class CostReport:
    """What the program cost in the trial that is shown, and the same in words (iot_lab/grading/cost.py)."""

    virtual_s: float
    esp32_us: int
    heap_peak_bytes: int | None
    messages: int
    message_bytes: int
    awake_percent: float
    said: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a learner is told about one submission. `fault` is our own breakdown, for maintainers."""

    exercise: str
    title: str
    language: str
    seed: int
    verdict: Verdict
    summary: str
    checks: tuple[CheckReport, ...] = ()
    scenarios: tuple[ScenarioReport, ...] = ()
    timeline: tuple[Moment, ...] = ()
    timeline_left_off: int = 0
    output: str = ""
    cost: CostReport | None = None
    compared: ComparedReport | None = None
    fault: str | None = None

    @property
    def hint(self) -> HintReport | None:
        """Return the one hint of this report."""
        return next((check.hint for check in self.checks if check.hint), None)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values, ready for `json.dumps` (docs/report.md)."""
        return {"report": REPORT_VERSION, "kit": __version__, **_plain(self)}


_PLAIN: Final = frozenset({str, int, float, bool, type(None)})


def _plain(value: Any) -> Any:
    """Return `value` with dictionaries for our dataclasses, lists for tuples and texts for verdicts, as JSON has it."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, (str, int, float)):
        return value.value if isinstance(value, Verdict) else value
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
