"""MQTT messages under a topic: what arrived at the broker, what was lost on the way, and what may be expected."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from iot_lab.grading.expectations.expect import Mismatch, NothingToJudge
from iot_lab.grading.expectations.message_rhythm import check_once_each, check_rhythm
from iot_lab.grading.expectations.payloads import printable
from iot_lab.grading.expectations.published import PublishedMessage, PublishedMessages
from iot_lab.grading.expectations.tolerance import US_PER_S
from iot_lab.grading.sentences import catalogued, counted, moment, number, quote, seconds
from iot_lab.mqtt.filters import matches
from iot_lab.simulator.world.curves import value_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from iot_lab.grading.sentences import Sentence
    from iot_lab.simulator.board import Event
    from iot_lab.simulator.world.curves import Curve
    from iot_lab.simulator.world.scenario import Span
    from iot_lab.texts import Texts

# A board computes in single precision (docs/simulator.md, differences).
SINGLE_PRECISION: Final = 1e-5
MOST_NAMES: Final = 5


class Messages(PublishedMessages):
    """The messages under one topic, and what may be expected of them."""

    __slots__ = ()

    def expectation(self) -> MessageExpectations:
        return MessageExpectations(self)


@dataclass(frozen=True, slots=True)
class MessageExpectations:
    """What may be expected of the messages under one topic."""

    messages: Messages

    def published(self) -> None:
        """Expect that at least one message arrived."""
        self._must_have_arrived(self._say_published(), Mismatch)

    def exist(self) -> None:
        """Expect that there is a message to judge: what a check of one's own begins with."""
        self._must_have_arrived(self._say_published())

    def is_json(self) -> None:
        """Expect that each message is JSON."""
        expected = catalogued("grading.messages.json.expected", topic=self.messages.wanted)
        self._each(expected, lambda message: message.is_json, lambda message: quote(message.text))

    def has_number(
        self,
        field: str,
        near: Curve | Callable[[float], float] | None = None,
        within: float = 0.0,
        *,
        at: str | None = None,
    ) -> None:
        """Expect that each message is a JSON object with a number under `field`.

        `near` (a number, a curve of the scenario, or a function of the virtual second) is its value when the message
        left, give or take `within` and single precision; or, where another field says when it was measured, `at` that.
        """
        expected = catalogued("grading.messages.number.expected", topic=self.messages.wanted, field=field)
        self._must_have_arrived(expected)
        for place, message in enumerate(self.messages.arrived, 1):
            value = message.number(field)
            if value is None:
                raise Mismatch(expected, _say_no_number(place, message, field), message.at_s)
            if near is not None:
                own_s = message.number(at) if at else None
                moment_s = message.at_s if own_s is None else own_s
                self._compare((place, field, value), self._wanted(near, moment_s), within, moment_s, message.at_s)

    def retained(self) -> None:
        """Expect that each message is retained."""
        self._each(
            catalogued("grading.messages.retained.expected", topic=self.messages.wanted),
            lambda message: message.is_retained,
            lambda _message: catalogued("grading.messages.retained.seen"),
        )

    def with_qos(self, qos: int) -> None:
        """Expect that each message was published with at least this QoS."""
        self._each(
            catalogued("grading.messages.qos.expected", topic=self.messages.wanted, qos=qos),
            lambda message: message.qos >= qos,
            lambda message: catalogued("grading.messages.qos.seen", qos=message.qos),
        )

    def says(self, *payloads: str) -> None:
        """Expect exactly these payloads, in this order."""
        expected = catalogued("grading.messages.says.expected", topic=self.messages.wanted, payloads=_quoted(payloads))
        if payloads:
            self._must_have_arrived(expected)
        arrived = self.messages.arrived
        for message, payload in zip_longest(arrived, (payload.encode() for payload in payloads)):
            if message is None or message.payload != payload:
                at_s = message.at_s if message else None
                raise Mismatch(expected, _quoted([one.text for one in arrived]), at_s)

    def every(
        self, period_s: float, *, within_s: float, first_by_s: float | None = None, excused: Sequence[Span] = ()
    ) -> None:
        """Expect a message every `period_s`, give or take `within_s`, from the first one to the end of the trial.

        The first comes by `first_by_s` (one period by default). `excused` are spans in which none can come: the next
        one is then due one period after the span.
        """
        by_s = period_s if first_by_s is None else first_by_s
        check_rhythm(self.messages, period_s, within_s, by_s, excused)

    def once_each(
        self,
        field: str,
        instants_s: Sequence[float],
        *,
        within_s: float,
        optional_s: Sequence[float] = (),
        unsure: Sequence[Span] = (),
    ) -> None:
        """Expect exactly one message for each instant, which its JSON says under `field`, give or take `within_s`.

        There may be one for each of `optional_s`, and none for any other instant. What leaves in one of the spans
        `unsure` may come again: its acknowledgement was perhaps lost (MQTT 3.1.1, 4.3.2).
        """
        self.has_number(field)
        check_once_each(self.messages, field, instants_s, optional_s, within_s, unsure)

    def _wanted(self, near: Curve | Callable[[float], float], at_s: float) -> float:
        return near(at_s) if callable(near) else value_at(near, at_s, self.messages.seed)

    def _compare(
        self, told: tuple[int, str, float], wanted: float, within: float, moment_s: float, at_s: float
    ) -> None:
        place, field, value = told
        if abs(value - wanted) <= within + SINGLE_PRECISION * abs(wanted):
            return
        expected = catalogued(
            "grading.messages.value.expected",
            field=field,
            value=number(wanted),
            within=number(within),
            moment=moment(moment_s),
        )
        seen = catalogued("grading.messages.value.seen", field=field, value=number(value), place=place)
        raise Mismatch(expected, seen, at_s)

    def _each(
        self,
        expected: Sentence,
        is_right: Callable[[PublishedMessage], bool],
        seen: Callable[[PublishedMessage], Sentence],
    ) -> None:
        """Raise Mismatch about the first message that is not right, or where there is none."""
        self._must_have_arrived(expected)
        for place, message in enumerate(self.messages.arrived, 1):
            if not is_right(message):
                raise Mismatch(expected, _at(place, seen(message)), message.at_s)

    def _say_published(self) -> Sentence:
        return catalogued("grading.messages.published.expected", topic=self.messages.wanted)

    def _must_have_arrived(self, expected: Sentence, kind: type[Mismatch] = NothingToJudge) -> None:
        if not self.messages.arrived:
            raise kind(expected, self._say_nothing())

    def _say_nothing(self) -> Sentence:
        messages = self.messages
        if messages.lost:
            return counted("grading.messages.none.lost", len(messages.lost))
        if messages.elsewhere:
            return catalogued("grading.messages.none.elsewhere", topics=_quoted(messages.elsewhere))
        return catalogued("grading.messages.none.seen", end=seconds(messages.end_us / US_PER_S))


def read_messages(events: Iterable[Event], wanted: str, end_us: int, seed: int = 0) -> Messages:
    """Return the messages under the topic or filter `wanted` (MQTT 3.1.1, 4.7) of a trace that ended at `end_us`."""
    published = [event for event in events if event.kind == "mqtt-publish"]
    is_mine = {topic: matches(wanted, topic) for topic in {event.where for event in published}}
    mine = [_message(event) for event in published if is_mine[event.where]]
    return Messages(
        wanted=wanted,
        arrived=tuple(message for message in mine if message.is_delivered),
        lost=tuple(message for message in mine if not message.is_delivered),
        elsewhere=tuple(sorted(topic for topic, is_one in is_mine.items() if not is_one)),
        end_us=end_us,
        seed=seed,
    )


def _message(event: Event) -> PublishedMessage:
    value = event.value if isinstance(event.value, dict) else {}
    return PublishedMessage(
        at_us=event.t_us,
        topic=event.where,
        payload=bytes(value.get("payload", b"")),
        qos=int(value.get("qos", 0)),
        is_retained=bool(value.get("retained")),
        client=str(value.get("client", "")),
        is_delivered=bool(value.get("delivered", True)),
    )


def _say_no_number(place: int, message: PublishedMessage, field: str) -> Sentence:
    if not message.is_json:
        return _at(place, catalogued("grading.messages.number.not-json", payload=message.text))
    if field not in message.fields:
        return _at(place, catalogued("grading.messages.number.no-field", payload=message.text, field=field))
    if isinstance(message.fields[field], str):
        return _at(place, catalogued("grading.messages.number.text", payload=message.text, field=field))
    return _at(place, catalogued("grading.messages.number.other", payload=message.text, field=field))


def _at(place: int, sentence: Sentence) -> Sentence:
    return catalogued("grading.messages.at", place=place, seen=sentence)


def _quoted(texts: Sequence[str]) -> Sentence:
    """Return the first few texts in quotes, and how many more there are."""
    shown = [quote(printable(text)) for text in texts[:MOST_NAMES]]
    left = len(texts) - MOST_NAMES

    def listed(t: Texts) -> str:
        return ", ".join(one(t) for one in shown)

    return listed if left <= 0 else counted("grading.messages.more", left, quoted=listed)
