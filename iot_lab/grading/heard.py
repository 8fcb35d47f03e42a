"""Judge a real board by what the broker heard of it: messages, their rhythm, what is retained, the last will.

No simulator sees this board. So only the checks that their author marked (`@check(..., is_heard=True)`) are asked; a
mark means that the check looks at messages, connections and the room's names and at nothing else. What it asks for
all the same (a pin, a bus, the true temperature) raises NotHeard: the check is then "not judged", never failed. There
are no accidents here that anybody knows of: faults of parts have no spans.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from iot_lab.grading.expectations.connections import BrokerConnections
from iot_lab.grading.expectations.expect import Mismatch
from iot_lab.grading.expectations.messages import read_messages
from iot_lab.grading.expectations.tolerance import US_PER_S
from iot_lab.grading.judge import load_judge
from iot_lab.grading.report import CheckReport, HintReport, Verdict
from iot_lab.simulator.board import Event
from iot_lab.simulator.world.faults import Corrupted, Unplugged
from iot_lab.texts import texts

if TYPE_CHECKING:
    from iot_lab.course import Exercise
    from iot_lab.grading.expectations.connections import BrokerConnection
    from iot_lab.grading.expectations.messages import Messages
    from iot_lab.grading.judge import Check
    from iot_lab.grading.room_facts import RoomFacts
    from iot_lab.grading.trial import Trial


class NotHeard(Exception):
    """A check asked for what no broker hears."""


@dataclass(frozen=True, slots=True)
class HeardMessage:
    """One message, `at_s` seconds after the listening began."""

    at_s: float
    topic: str
    payload: bytes
    qos: int
    is_retained: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of one board in `watched_s` seconds. `connections` is None where the broker tells none."""

    room: RoomFacts
    watched_s: float
    messages: tuple[HeardMessage, ...]
    connections: tuple[BrokerConnection, ...] | None = None


class HeardTrial:
    """What checks may ask; everything else that a trial has is not heard."""

    end, never_ended, seed = "deadline", True, 0

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self.room, self.duration_s = heard.room, heard.watched_s
        self._events = [_event(one) for one in heard.messages]

    def messages(self, wanted: str) -> Messages:
        """Return the messages under a topic or a filter."""
        return read_messages(self._events, wanted, round(self.duration_s * US_PER_S))

    def connections(self) -> BrokerConnections:
        """Return the board's connections now."""
        if self._heard.connections is None:
            raise NotHeard("connections")
        return BrokerConnections(self._heard.connections, ())

    def part(self, kind: type[Any]) -> Any:
        """Return a fault that never happens; no other part is heard."""
        if kind is Unplugged or kind is Corrupted:
            return kind(cast("Any", None), ())
        raise NotHeard(kind.__name__)

    def __getattr__(self, name: str) -> Any:
        raise NotHeard(name)


def judge_heard(exercise: Exercise, heard: Heard, language: str) -> tuple[CheckReport, ...]:
    """Return the public checks in their order: passed, failed (with expected, seen and a hint), or not judged."""
    judge = load_judge(exercise)
    trial = HeardTrial(heard)
    found: list[CheckReport] = []
    for check in judge.checks:
        is_told = not any(one.verdict is Verdict.FAILED for one in found)
        found.append(_judged(exercise, check, trial, language, is_told=is_told))
    return tuple(found)


def is_judged_by_ear(exercise: Exercise) -> bool:
    """Say whether an exercise has a check that a broker can judge."""
    return any(check.is_heard for check in load_judge(exercise).checks)


def _judged(exercise: Exercise, check: Check, trial: HeardTrial, language: str, *, is_told: bool) -> CheckReport:
    title = texts(language).form(check.titles)
    if not check.is_heard:
        return CheckReport(check.id, title, Verdict.NOT_JUDGED)
    try:
        check.run(cast("Trial", trial))
    except NotHeard:
        return CheckReport(check.id, title, Verdict.NOT_JUDGED)
    except Mismatch as mismatch:
        t = texts(language)
        if not is_told:
            return CheckReport(check.id, title, Verdict.FAILED)
        hint = exercise.hints[language].get(check.id)
        told = HintReport(hint.id, 1, len(hint.levels), hint.text(1)) if hint else None
        expected, seen = mismatch.expected(t), mismatch.seen(t)
        return CheckReport(check.id, title, Verdict.FAILED, expected, seen, at_s=mismatch.at_s, hint=told)
    return CheckReport(check.id, title, Verdict.PASSED)


def _event(message: HeardMessage) -> Event:
    value = {"payload": message.payload, "qos": message.qos, "retained": message.is_retained, "delivered": True}
    return Event(round(message.at_s * US_PER_S), "mqtt-publish", message.topic, value)
