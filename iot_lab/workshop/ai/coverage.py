"""Which movement was made by whom, and what to record next, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.learning.takes import OTHER, person_letter
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.texts import Texts
    from iot_lab.workshop.ai.take_samples import RecordedTake

ENOUGH_TAKES: Final = 2
ENOUGH_PEOPLE: Final = 3


@dataclass(frozen=True, slots=True)
class TakeCoverage:
    """`counts[label][place]` takes by the person at that place."""

    labels: tuple[str, ...]
    people: tuple[str, ...]
    counts: dict[str, tuple[int, ...]]


def coverage_of(labels: Sequence[str], takes: Sequence[RecordedTake]) -> TakeCoverage:
    """Return how many good takes there are of each movement by each person."""
    people = sorted({one.record.person for one in takes}) or ["A"]
    every = [*labels, *sorted({one.record.label for one in takes} - set(labels))]
    counts = {
        label: tuple(
            sum(one.record.label == label and one.record.person == person for one in takes) for person in people
        )
        for label in every
    }
    return TakeCoverage(tuple(every), tuple(people), counts)


def next_to_record(t: Texts, found: TakeCoverage, takes: Sequence[RecordedTake]) -> str:
    """Return what to record next."""
    movements = [label for label in found.labels if label != OTHER]
    if not movements:
        return t(key("ai.next.label"))
    if not takes:
        return t(key("ai.next.first"), label=movements[0])
    for label in (*movements, OTHER):
        for person, count in zip(found.people, found.counts.get(label, ()), strict=False):
            if not count:
                return t(key("ai.next.gap"), label=shown_label(t, label), person=person)
    if len(found.people) < ENOUGH_PEOPLE:
        return t(key("ai.next.person"), person=person_letter(len(found.people)))
    for label in (*movements, OTHER):
        for person, count in zip(found.people, found.counts.get(label, ()), strict=False):
            if count < ENOUGH_TAKES:
                return t(key("ai.next.again"), label=shown_label(t, label), person=person)
    return t(key("ai.next.enough"))


def shown_label(t: Texts, label: str) -> str:
    """Return a label as people read it."""
    return t(key("ai.other")) if label == OTHER else label
