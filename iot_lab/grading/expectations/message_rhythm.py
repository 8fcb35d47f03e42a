"""When messages come: their rhythm, and one message for each instant that they name themselves.

All comparisons are between whole microseconds. A pause may touch a span in which no message can come (`excused`):
what is due then waits for the end of the span.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from iot_lab.grading.expectations.expect import Mismatch, NothingToJudge
from iot_lab.grading.expectations.tolerance import US_PER_S, to_us
from iot_lab.grading.sentences import catalogued, counted, moment, seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.grading.expectations.published import PublishedMessage, PublishedMessages
    from iot_lab.grading.sentences import Sentence
    from iot_lab.simulator.world.scenario import Span


def check_rhythm(
    messages: PublishedMessages, period_s: float, within_s: float, first_by_s: float, excused: Sequence[Span]
) -> None:
    """Raise Mismatch about the first pause that is too short or too long, the one at the end included."""
    expected = catalogued(
        "grading.messages.every.expected",
        period=seconds(period_s),
        least=seconds(period_s - within_s),
        most=seconds(period_s + within_s),
    )
    times_us = [message.at_us for message in messages]
    shortest_us, longest_us = to_us(period_s - within_s) - 1, to_us(period_s + within_s) + 1
    if not times_us or times_us[0] > _due_us(0, excused, to_us(first_by_s)):
        kind = Mismatch if times_us else NothingToJudge
        raise kind(catalogued("grading.messages.first.expected", by=seconds(first_by_s)), _say_first(messages))
    for place, (before_us, after_us) in enumerate(pairwise(times_us), 1):
        is_excused = any(_touches(span, before_us, after_us, to_us(period_s)) for span in excused)
        is_too_short = after_us - before_us < shortest_us and not is_excused
        if is_too_short or after_us > _due_us(before_us, excused, longest_us):
            raise Mismatch(expected, _say_pause(place, before_us, after_us), after_us / US_PER_S)
    if messages.end_us > _due_us(times_us[-1], excused, longest_us):
        raise Mismatch(expected, _say_silence(times_us[-1], messages.end_us), times_us[-1] / US_PER_S)


def check_once_each(
    messages: PublishedMessages,
    field: str,
    instants_s: Sequence[float],
    optional_s: Sequence[float],
    within_s: float,
    unsure: Sequence[Span],
) -> None:
    """Raise Mismatch about a message for no known instant, an instant told twice, or one never told."""
    expected = catalogued(
        "grading.messages.once.expected", topic=messages.wanted, field=field, within=seconds(within_s)
    )
    instants_us = [to_us(instant_s) for instant_s in instants_s]
    known_us = sorted((*instants_us, *(to_us(instant_s) for instant_s in optional_s)))
    told: dict[int, list[PublishedMessage]] = {}
    for place, message in enumerate(messages, 1):
        own_s = message.number(field) or 0.0
        instant_us = _nearest(known_us, to_us(own_s))
        if instant_us is None or abs(instant_us - to_us(own_s)) > to_us(within_s):
            raise Mismatch(expected, _say_unknown(place, message, field, own_s), message.at_s)
        told.setdefault(instant_us, []).append(message)
    for instant_us, copies in told.items():
        if any(not _is_unsure(copy, unsure) for copy in copies[:-1]):
            copied = counted("grading.messages.once.seen-copies", len(copies), instant=moment(instant_us / US_PER_S))
            raise Mismatch(expected, copied, copies[1].at_s)
    lacking_us = [instant_us for instant_us in instants_us if instant_us not in told]
    if lacking_us:
        first_s = lacking_us[0] / US_PER_S
        lacking = counted(
            "grading.messages.once.seen-lacking", len(lacking_us), instant=moment(first_s), of=len(instants_us)
        )
        raise Mismatch(expected, lacking, first_s)


def _due_us(after_us: int, excused: Sequence[Span], longest_us: int) -> int:
    """Return when the next message is due: spans in which none can come make it wait for their end."""
    due_us = after_us + longest_us
    for start_us, end_us in sorted((to_us(span.start_s), to_us(span.end_s)) for span in excused):
        if start_us < due_us and end_us > after_us:
            due_us = max(due_us, end_us + longest_us)
    return due_us


def _is_unsure(message: PublishedMessage, unsure: Sequence[Span]) -> bool:
    return any(to_us(span.start_s) <= message.at_us < to_us(span.end_s) for span in unsure)


def _touches(span: Span, start_us: int, end_us: int, margin_us: int) -> bool:
    return to_us(span.start_s) < end_us and start_us < to_us(span.end_s) + margin_us


def _nearest(known_us: Sequence[int], wanted_us: int) -> int | None:
    place = bisect_left(known_us, wanted_us)
    around = known_us[max(0, place - 1) : place + 1]
    return min(around, key=lambda one: abs(one - wanted_us)) if around else None


def _say_first(messages: PublishedMessages) -> Sentence:
    if not messages.arrived:
        return catalogued("grading.messages.none.seen", end=seconds(messages.end_us / US_PER_S))
    return catalogued("grading.messages.first.seen", moment=moment(messages.arrived[0].at_s))


def _say_pause(place: int, before_us: int, after_us: int) -> Sentence:
    return catalogued(
        "grading.messages.every.seen",
        pause=seconds((after_us - before_us) / US_PER_S),
        place=place,
        next=place + 1,
        start=moment(before_us / US_PER_S),
    )


def _say_silence(last_us: int, end_us: int) -> Sentence:
    return catalogued(
        "grading.messages.every.seen-silence", last=moment(last_us / US_PER_S), end=seconds(end_us / US_PER_S)
    )


def _say_unknown(place: int, message: PublishedMessage, field: str, own_s: float) -> Sentence:
    return catalogued(
        "grading.messages.once.seen-unknown",
        place=place,
        field=field,
        own=moment(own_s),
        moment=moment(message.at_s),
    )
