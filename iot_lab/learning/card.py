"""The model card: what the kit knows is filled in, two questions are left to the person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from iot_lab.learning.evaluation import Evaluation
    from iot_lab.learning.examples import Examples
    from iot_lab.learning.fit import BoardFit
    from iot_lab.learning.recogniser import Recogniser

LONGEST_ANSWER: Final = 500


@dataclass(frozen=True, slots=True)
class TrainedModelCard:
    """`purpose` (what is it for, for whom?) and `limits` (what must nobody use it for?) are the person's, "" at first.

    `seconds` is the recorded time that the windows cover, 0 for a table.
    """

    kind: str
    classes: tuple[str, ...]
    people: tuple[str, ...]
    takes: int
    windows: int
    seconds: float
    evaluation: Evaluation
    fit: BoardFit | None
    purpose: str = ""
    limits: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def card_of(
    recogniser: Recogniser,
    examples: Examples,
    evaluation: Evaluation,
    fit: BoardFit | None = None,
    purpose: str = "",
    limits: str = "",
) -> TrainedModelCard:
    """Return the card; the person's answers are cut at 500 characters."""
    plan = examples.plan
    seconds = len(examples) * plan.step / plan.rate_hz if plan else 0.0
    return TrainedModelCard(
        recogniser.kind,
        recogniser.classes,
        tuple(sorted(set(examples.person_letters))),
        len(set(examples.takes.tolist())),
        len(examples),
        seconds,
        evaluation,
        fit,
        purpose[:LONGEST_ANSWER],
        limits[:LONGEST_ANSWER],
    )
