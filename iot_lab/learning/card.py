"""The model card: what the kit knows is filled in, two questions are left to the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iot_lab.learning.evaluate import Evaluation
    from iot_lab.learning.examples import Examples
    from iot_lab.learning.fit import Fit
    from iot_lab.learning.recogniser import Recogniser


@dataclass(frozen=True, slots=True)
class TrainedModelCard:
    """`purpose` and `limits` are the person's two answers, "" until then."""

    kind: str
    classes: tuple[str, ...]
    people: tuple[str, ...]
    takes: int
    windows: int
    seconds: float
    evaluation: Evaluation
    fit: Fit | None
    purpose: str = ""
    limits: str = ""

    def as_json(self) -> dict[str, Any]:
        raise NotImplementedError


def card_of(
    recogniser: Recogniser, examples: Examples, evaluation: Evaluation, fit: Fit | None = None,
    purpose: str = "", limits: str = "",
) -> TrainedModelCard:  # fmt: skip
    """Return the card."""
    raise NotImplementedError
