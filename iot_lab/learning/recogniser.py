"""A trained model as it is shipped: features, rounded model, fence. What is scored, drawn, written and sent is this."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.learning.examples import Rows, Whole
    from iot_lab.learning.models.model import NamingModel
    from iot_lab.learning.windows import WindowPlan

UNKNOWN: Final = -1
FORMAT: Final = 1


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """One entry an example: the number of a class or UNKNOWN, the same without the fence, sureness, distance.

    `sure` is in whole percent, `distance` too: 100 is on the fence, above is beyond it.
    """

    labels: Whole
    labels_without_fence: Whole
    sure: Whole
    distance: Whole


@dataclass(frozen=True, slots=True, eq=False)
class Recogniser:
    """`kind` and `knobs` are those of `knobs.py`; `names` are the columns of features, `plan` None for a table."""

    kind: str
    knobs: Mapping[str, int]
    classes: tuple[str, ...]
    names: tuple[str, ...]
    plan: WindowPlan | None
    model: NamingModel
    about: Mapping[str, Any] = field(default_factory=dict)

    def answers(self, rows: Rows) -> Named:
        """Return what a board answers for these rows."""
        raise NotImplementedError

    def as_json(self) -> dict[str, Any]:
        """Return all its numbers, readable; `recogniser_from_json` makes the same recogniser of it."""
        raise NotImplementedError


def recogniser_from_json(content: Any) -> Recogniser:
    """Return the recogniser of a JSON of `as_json`. Raises ModelUnreadable."""
    raise NotImplementedError
