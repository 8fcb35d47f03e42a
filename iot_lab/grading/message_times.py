"""When messages come: their rhythm, and one message for each instant that they name themselves."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from iot_lab.grading.expect import Mismatch
from iot_lab.grading.sentences import seconds
from iot_lab.grading.tolerance import CLOCK_STEP_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.grading.messages import Message, Messages
    from iot_lab.grading.sentences import Sentence
    from iot_lab.simulator.world.scenario import Span
    from iot_lab.texts import Texts


def check_rhythm(
    messages: Messages, period_s: float, within_s: float, first_by_s: float, excused: Sequence[Span]
) -> None:
    """Raise Mismatch about the first pause that is too short or too long, the one at the end included."""

    def expected(t: Texts) -> str:
        least, most = seconds(period_s - within_s, t), seconds(period_s + within_s, t)
        return t("grading.messages.every.expected", period=seconds(period_s, t), least=least, most=most)

    times_s = [message.t_s for message in messages]
    longest_s = period_s + within_s + CLOCK_STEP_S
    if not times_s or times_s[0] > _due_s(0.0, excused, first_by_s):
        raise Mismatch(lambda t: t("grading.messages.first.expected", by=seconds(first_by_s, t)), _say_first(messages))
    for place, (before_s, after_s) in enumerate(pairwise(times_s), 1):
        is_excused = any(_touches(span, before_s, after_s, period_s) for span in excused)
        is_too_short = after_s - before_s < period_s - within_s - CLOCK_STEP_S and not is_excused
        if is_too_short or after_s > _due_s(before_s, excused, longest_s):
            raise Mismatch(expected, _say_pause(place, before_s, after_s), after_s)
    if messages.end_s > _due_s(times_s[-1], excused, longest_s):
        raise Mismatch(expected, _say_silence(times_s[-1], messages.end_s), times_s[-1])


def check_once_each(
    messages: Messages,
    field: str,
    instants_s: Sequence[float],
    optional_s: Sequence[float],
    within_s: float,
    unsure: Sequence[Span],
) -> None:
    """Raise Mismatch about a message for no known instant, an instant told twice, or one never told."""

    def expected(t: Texts) -> str:
        return t("grading.messages.once.expected", topic=messages.wanted, field=field, within=seconds(within_s, t))

    known_s = sorted((*instants_s, *optional_s))
    told: dict[float, list[Message]] = {}
    for place, message in enumerate(messages, 1):
        own_s = message.number(field) or 0.0
        instant_s = _nearest(known_s, own_s)
        if instant_s is None or abs(instant_s - own_s) > within_s:
            raise Mismatch(expected, _say_unknown(place, message, field, own_s), message.t_s)
        told.setdefault(instant_s, []).append(message)
    for instant_s, copies in told.items():
        if any(not _is_unsure(copy, unsure) for copy in copies[:-1]):
            raise Mismatch(expected, _say_copies(instant_s, len(copies)), copies[1].t_s)
    lacking = [instant_s for instant_s in instants_s if instant_s not in told]
    if lacking:
        raise Mismatch(expected, _say_lacking(lacking, len(instants_s)), lacking[0])


def _due_s(after_s: float, excused: Sequence[Span], longest_s: float) -> float:
    """Return when the next message is due: spans in which none can come make it wait for their end."""
    due_s = after_s + longest_s
    for span in sorted(excused, key=lambda one: one.start_s):
        end_s = span.start_s + span.length_s
        if span.start_s < due_s and end_s > after_s:
            due_s = max(due_s, end_s + longest_s)
    return due_s


def _is_unsure(message: Message, unsure: Sequence[Span]) -> bool:
    return any(span.holds(message.t_s) for span in unsure)


def _touches(span: Span, start_s: float, end_s: float, margin_s: float) -> bool:
    return span.start_s < end_s and start_s < span.start_s + span.length_s + margin_s


def _nearest(known_s: Sequence[float], wanted_s: float) -> float | None:
    place = bisect_left(known_s, wanted_s)
    around = known_s[max(0, place - 1) : place + 1]
    return min(around, key=lambda one: abs(one - wanted_s)) if around else None


def _say_first(messages: Messages) -> Sentence:
    if not messages.arrived:
        return lambda t: t("grading.messages.none.seen", end=seconds(messages.end_s, t))
    first_s = messages.arrived[0].t_s
    return lambda t: t("grading.messages.first.seen", moment=seconds(first_s, t))


def _say_pause(place: int, before_s: float, after_s: float) -> Sentence:
    return lambda t: t(
        "grading.messages.every.seen",
        pause=seconds(after_s - before_s, t),
        place=place,
        next=place + 1,
        start=seconds(before_s, t),
    )


def _say_silence(last_s: float, end_s: float) -> Sentence:
    return lambda t: t("grading.messages.every.seen-silence", last=seconds(last_s, t), end=seconds(end_s, t))


def _say_unknown(place: int, message: Message, field: str, own_s: float) -> Sentence:
    return lambda t: t(
        "grading.messages.once.seen-unknown",
        place=place,
        field=field,
        own=seconds(own_s, t),
        moment=seconds(message.t_s, t),
    )


def _say_copies(instant_s: float, copies: int) -> Sentence:
    return lambda t: t.count("grading.messages.once.seen-copies", copies, instant=seconds(instant_s, t))


def _say_lacking(lacking: Sequence[float], of: int) -> Sentence:
    return lambda t: t.count("grading.messages.once.seen-lacking", len(lacking), instant=seconds(lacking[0], t), of=of)
