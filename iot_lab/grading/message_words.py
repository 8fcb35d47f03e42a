"""What checks may expect of messages: published at all, what they say, how often.

Each word returns nothing when it is met, else raises Mismatch; nothing is right about messages that never arrived.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from iot_lab.grading.expect import Mismatch
from iot_lab.grading.message_times import check_once_each, check_rhythm
from iot_lab.grading.payloads import printable
from iot_lab.grading.sentences import Sentence, number, seconds
from iot_lab.simulator.world.curves import value_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.grading.messages import Message, Messages
    from iot_lab.simulator.world.curves import Curve
    from iot_lab.simulator.world.scenario import Span
    from iot_lab.texts import Texts

# A board computes in single precision (docs/simulator.md, differences).
SINGLE_PRECISION: Final = 1e-5
MOST_NAMES: Final = 5


@dataclass(frozen=True, slots=True)
class MessageWords:
    """Expectations about the messages under one topic."""

    messages: Messages

    def published(self) -> None:
        """Expect that at least one message arrived."""
        self._must_have_arrived(lambda t: t("grading.messages.published.expected", topic=self.messages.wanted))

    def is_json(self) -> None:
        """Expect that each message is JSON."""

        def expected(t: Texts) -> str:
            return t("grading.messages.json.expected", topic=self.messages.wanted)

        self._each(expected, lambda message: message.is_json, _quote)

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

        def expected(t: Texts) -> str:
            return t("grading.messages.number.expected", topic=self.messages.wanted, field=field)

        self._must_have_arrived(expected)
        for place, message in enumerate(self.messages.arrived, 1):
            value = message.number(field)
            if value is None:
                raise Mismatch(expected, _say_no_number(place, message, field), message.t_s)
            if near is not None:
                own_s = message.number(at) if at else None
                moment_s = message.t_s if own_s is None else own_s
                self._compare((place, field, value), self._wanted(near, moment_s), within, moment_s, message.t_s)

    def retained(self) -> None:
        """Expect that each message is retained."""

        def expected(t: Texts) -> str:
            return t("grading.messages.retained.expected", topic=self.messages.wanted)

        def seen(_message: Message) -> Sentence:
            return lambda t: t("grading.messages.retained.seen")

        self._each(expected, lambda message: message.is_retained, seen)

    def with_qos(self, qos: int) -> None:
        """Expect that each message was published with at least this QoS."""

        def expected(t: Texts) -> str:
            return t("grading.messages.qos.expected", topic=self.messages.wanted, qos=qos)

        def seen(message: Message) -> Sentence:
            return lambda t: t("grading.messages.qos.seen", qos=message.qos)

        self._each(expected, lambda message: message.qos >= qos, seen)

    def says(self, *payloads: str) -> None:
        """Expect exactly these payloads, in this order."""

        def expected(t: Texts) -> str:
            shown = _list_of(payloads, t)
            return t("grading.messages.says.expected", topic=self.messages.wanted, payloads=shown)

        if payloads:
            self._must_have_arrived(expected)
        seen = self.messages.arrived
        pairs = zip_longest(seen, (payload.encode() for payload in payloads))
        for message, payload in pairs:
            if message is None or message.payload != payload:
                at_s = message.t_s if message else None
                raise Mismatch(expected, lambda t: _list_of([one.text for one in seen], t), at_s)

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

    def _wanted(self, near: Curve | Callable[[float], float], t_s: float) -> float:
        return near(t_s) if callable(near) else value_at(near, t_s, self.messages.seed)

    def _compare(
        self, told: tuple[int, str, float], wanted: float, within: float, moment_s: float, at_s: float
    ) -> None:
        place, field, value = told
        if abs(value - wanted) <= within + SINGLE_PRECISION * abs(wanted):
            return

        def expected(t: Texts) -> str:
            shown = {"value": number(wanted, t.language), "within": number(within, t.language)}
            return t("grading.messages.value.expected", field=field, moment=seconds(moment_s, t), **shown)

        def seen(t: Texts) -> str:
            return t("grading.messages.value.seen", field=field, value=number(value, t.language), place=place)

        raise Mismatch(expected, seen, at_s)

    def _each(
        self, expected: Sentence, is_right: Callable[[Message], bool], seen: Callable[[Message], Sentence]
    ) -> None:
        """Raise Mismatch about the first message that is not right, or where there is none."""
        self._must_have_arrived(expected)
        for place, message in enumerate(self.messages.arrived, 1):
            if not is_right(message):
                raise Mismatch(expected, _at(place, seen(message)), message.t_s)

    def _must_have_arrived(self, expected: Sentence) -> None:
        if not self.messages.arrived:
            raise Mismatch(expected, self._say_nothing)

    def _say_nothing(self, t: Texts) -> str:
        messages = self.messages
        if messages.lost:
            return t.count("grading.messages.none.lost", len(messages.lost))
        if messages.elsewhere:
            return t("grading.messages.none.elsewhere", topics=_list_of(messages.elsewhere, t))
        return t("grading.messages.none.seen", end=seconds(messages.end_s, t))


def _say_no_number(place: int, message: Message, field: str) -> Sentence:
    if not message.is_json:
        return _at(place, lambda t: t("grading.messages.number.not-json", payload=message.text))
    if field not in message.fields:
        return _at(place, lambda t: t("grading.messages.number.no-field", payload=message.text, field=field))
    if isinstance(message.fields[field], str):
        return _at(place, lambda t: t("grading.messages.number.text", payload=message.text, field=field))
    return _at(place, lambda t: t("grading.messages.number.other", payload=message.text, field=field))


def _quote(message: Message) -> Sentence:
    return lambda t: t("grading.messages.quote", payload=message.text)


def _at(place: int, sentence: Sentence) -> Sentence:
    return lambda t: t("grading.messages.at", place=place, seen=sentence(t))


def _list_of(texts: Sequence[str], t: Texts) -> str:
    """Return the first few texts in quotes, and how many more there are."""
    quoted = ", ".join(t("grading.messages.quote", payload=printable(text)) for text in texts[:MOST_NAMES])
    left = len(texts) - MOST_NAMES
    return quoted if left <= 0 else t.count("grading.messages.more", left, quoted=quoted)
