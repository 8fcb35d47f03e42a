"""The group at one moment: who needs help first, and which mistakes are common now. Pure.

Three things ask for the trainer, in this order: a raised hand (first raised, first served), the same mistake made again
and again, and failed checks for a long while without one that passes. A person whose pages are closed asks for nothing
but by a hand. What a trainer reads of everybody else is where they are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from iot_lab.workshop.learner_work import CheckSum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from iot_lab.workshop.course_map import Sign
    from iot_lab.workshop.learners import Learner

SAME_MISTAKE: Final = 3
"""So many times in a row: the hint alone did not help."""
STUCK_MS: Final = 10 * 60_000
STUCK_CHECKS: Final = 2
NOW_MS: Final = 30 * 60_000
"""What is older says nothing of now: people come back after a week."""

Asks = Literal["hand", "same-mistake", "stuck", ""]
Cell = Literal["passed", "trouble", "begun", "new"]


@dataclass(frozen=True, slots=True)
class Person:
    """One learner: where they are, why they may need help, and since when (ms since 1970, 0 where nothing is asked)."""

    learner: Learner
    is_here: bool
    exercise: str | None
    asks: Asks
    since_ms: int
    current: CheckSum
    signs: Mapping[str, Sign]

    def cell(self, exercise: str) -> Cell:
        """Return what the matrix shows for an exercise."""
        sign = self.signs.get(exercise, "new")
        return "trouble" if self.asks and exercise == self.exercise and sign != "passed" else sign

    @property
    def passed(self) -> int:
        """How many exercises passed."""
        return sum(sign == "passed" for sign in self.signs.values())


@dataclass(frozen=True, slots=True)
class CommonMistake:
    """A mistake that stands now in the programs of so many people."""

    exercise: str
    mistake: str
    people: int


def people_of(
    learners: Iterable[Learner],
    sums: Mapping[int, Mapping[str, CheckSum]],
    is_here: Callable[[Learner], bool],
    now_ms: int,
) -> list[Person]:
    """Return everybody, who needs help first; then those who are here, each in the order in which they joined."""
    people = [_person(one, sums.get(one.id, {}), now_ms, is_here=is_here(one)) for one in learners]
    return sorted(people, key=_place)


def common_mistakes(sums: Mapping[int, Mapping[str, CheckSum]], now_ms: int) -> list[CommonMistake]:
    """Return the mistakes of last checks, the one that most people made first."""
    made: dict[tuple[str, str], int] = defaultdict(int)
    for mine in sums.values():
        for exercise, done in mine.items():
            if done.mistake and done.verdict == "failed" and now_ms - done.last_ms <= NOW_MS:
                made[exercise, done.mistake] += 1
    found = [CommonMistake(exercise, mistake, people) for (exercise, mistake), people in made.items()]
    return sorted(found, key=lambda one: (-one.people, one.exercise, one.mistake))


def _person(learner: Learner, mine: Mapping[str, CheckSum], now_ms: int, *, is_here: bool) -> Person:
    exercise = learner.exercise or max(mine, key=lambda name: mine[name].last_ms, default=None)
    current = mine.get(exercise, CheckSum()) if exercise else CheckSum()
    signs: dict[str, Sign] = {name: "begun" if done.passed_ms is None else "passed" for name, done in mine.items()}
    if exercise:
        signs.setdefault(exercise, "begun")
    asks, since_ms = _asks(learner, current, now_ms, is_here=is_here)
    return Person(learner, is_here, exercise, asks, since_ms, current, signs)


def _asks(learner: Learner, current: CheckSum, now_ms: int, *, is_here: bool) -> tuple[Asks, int]:
    if learner.hand_ms is not None:
        return "hand", learner.hand_ms
    is_now = is_here and current.verdict == "failed" and now_ms - current.last_ms <= NOW_MS
    if is_now and current.same_mistake >= SAME_MISTAKE:
        return "same-mistake", current.last_ms
    tries_since_ms = max(current.first_ms, current.passed_ms or 0)
    if is_now and current.since_pass >= STUCK_CHECKS and now_ms - tries_since_ms >= STUCK_MS:
        return "stuck", tries_since_ms
    return "", 0


def _place(person: Person) -> tuple[int, int, int]:
    rank = {"hand": 0, "same-mistake": 1, "stuck": 2, "": 3}[person.asks]
    among = -person.current.same_mistake if person.asks == "same-mistake" else person.since_ms
    return (rank, among, 0) if person.asks else (rank, not person.is_here, person.learner.id)
