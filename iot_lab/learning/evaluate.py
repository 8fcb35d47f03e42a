"""How well a kind of model does on people it never saw, said as strongly as the data allow and no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.learning.examples import Examples
    from iot_lab.learning.job import LearningJob


@dataclass(frozen=True, slots=True)
class GroupScore:
    """A person (or day, or take) who was set aside; `accuracy` is a share of 1."""

    name: str
    right: int
    windows: int
    takes: int

    @property
    def accuracy(self) -> float:
        return self.right / self.windows if self.windows else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The accuracy on somebody never seen, or words instead.

    `trust` says what may be told: "number", or why not: "one" (one person: for you, in this session), "few" (under
    3), "wide" (over 20 points of half width). Only with "number" is `accuracy` shown as a score for others.
    """

    trust: str
    accuracy: float
    low: float
    high: float
    groups: tuple[GroupScore, ...]

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class WrongWindow:
    """To replay: take and first sample; `said` is None for unknown, `sure` in whole percent."""

    take: str
    start: int
    person: str
    true: str
    said: str
    sure: int


@dataclass(frozen=True, slots=True)
class HiddenClass:
    """What happened when a class was hidden: shares of 1 of its windows, by people set aside.

    `named_sure`: named all the same, 80 % sure or more. `stopped_by_fence`: beyond the fence. `stopped`: beyond the
    fence or named "other". `known_kept`: of the other classes' windows, right and inside. `known_right`: right without
    the fence.
    """

    label: str
    windows: int
    named_sure: float
    stopped_by_fence: float
    stopped: float
    known_kept: float
    known_right: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that the pages and the report say of a kind of model on some examples.

    `confusion[true][said]` counts windows of people set aside, without the fence. `by_heart`: right on what it learnt,
    `shuffled`: right when windows are dealt at random (None where a take has one window): claims, never scores.
    """

    kind: str
    group: str
    score: Score
    by_heart: float
    shuffled: float | None
    classes: tuple[str, ...]
    confusion: tuple[tuple[int, ...], ...]
    wrong: tuple[WrongWindow, ...]
    hidden: tuple[HiddenClass, ...]


def evaluate(
    kind: str,
    examples: Examples,
    knobs: Mapping[str, int] | None = None,
    group: str = "person",
    job: LearningJob | None = None,
) -> Evaluation:
    """Return how a kind of model does. Raises the errors of `train`."""
    raise NotImplementedError
