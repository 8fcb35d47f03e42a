"""What an evaluation tells: plain values, for pages, reports and cards."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

Trust = Literal["number", "wide", "few", "one", "none"]
SURE: Final = 80
"""In percent: an answer that calls itself sure."""


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
class ModelScore:
    """The accuracy on somebody never seen, or words instead.

    `trust` says what may be told: "number", or why not: "none" (nothing could be set aside), "one" (one person alone:
    for you, in this session), "few" (under 3), "wide" (over 20 points on a side). Only with "number" may `accuracy` be
    shown as a score for others.
    """

    trust: Trust
    accuracy: float
    low: float
    high: float
    groups: tuple[GroupScore, ...]

    @property
    def half_width(self) -> float:
        """Return the longer side of the interval."""
        return max(self.high - self.accuracy, self.accuracy - self.low)


@dataclass(frozen=True, slots=True)
class WrongWindow:
    """To replay: take and first sample; `sure` in whole percent."""

    take: str
    start: int
    person: str
    true: str
    said: str
    sure: int


@dataclass(frozen=True, slots=True)
class HiddenClass:
    """What happened when a class was hidden, by people set aside: shares of 1 of its windows.

    `named_sure`: named all the same by the model, 80 % sure or more. `stopped_by_fence`: beyond the fence. `stopped`:
    beyond the fence or named "other". Of the known classes' windows, `known_right` were right, and `known_kept` right
    and inside.
    """

    label: str
    windows: int
    named_sure: float
    stopped_by_fence: float
    stopped: float
    known_right: float
    known_kept: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that the pages and the report say of a kind of model on some examples.

    `confusion[true][said]` counts windows of people set aside, without the fence; `fence_stops` is the share of them
    that the fence stops all the same. `by_heart`: right on what it learnt. `shuffled`: right when windows are dealt at
    random (None where a take is one window). These two are claims, never scores.
    """

    kind: str
    group: str
    score: ModelScore
    by_heart: float
    shuffled: float | None
    classes: tuple[str, ...]
    confusion: tuple[tuple[int, ...], ...]
    fence_stops: float
    wrong: tuple[WrongWindow, ...]
    hidden: tuple[HiddenClass, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class RegressionEvaluation:
    """Mean errors in the unit of the labels: on groups set aside (None with one), by heart, without a model."""

    group: str
    error: float | None
    groups: tuple[tuple[str, float], ...]
    by_heart: float
    without_model: float
