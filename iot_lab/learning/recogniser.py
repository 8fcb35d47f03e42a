"""A trained model as it is shipped: features, rounded model, fence. What is scored, drawn, written and sent is this."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.learning.arrays import Rows, Whole
    from iot_lab.learning.fence import Fence
    from iot_lab.learning.models.line import LineModel
    from iot_lab.learning.models.model import NamingModel
    from iot_lab.learning.plan import WindowPlan
    from iot_lab.learning.rounding import FeatureSteps

UNKNOWN: Final = -1
ON_THE_FENCE: Final = 100
FORMAT: Final = 1


@dataclass(frozen=True, slots=True, eq=False)
class NamedRows:
    """One entry an example: the number of a class or UNKNOWN, the same without the fence, sureness, distance.

    `sure` is in whole percent, `distance` too: 100 is on the fence, above is beyond it, 9999 as far as is told.
    """

    labels: Whole
    labels_without_fence: Whole
    sure: Whole
    distance: Whole


@dataclass(frozen=True, slots=True, eq=False)
class Recogniser:
    """`kind` and `knobs` are those of `knobs.py`; `names` are the columns of features, `plan` None for a table.

    `kept` finds the windows that neighbours keep: take and first sample of each. `about` is told in files, never used.
    """

    kind: str
    knobs: Mapping[str, int]
    classes: tuple[str, ...]
    names: tuple[str, ...]
    plan: WindowPlan | None
    steps: FeatureSteps
    fence: Fence
    model: NamingModel
    kept: tuple[tuple[str, int], ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)

    def answers(self, rows: Rows) -> NamedRows:
        """Return what a board answers for these rows."""
        given = self.model.answers(rows)
        distance = self.fence.distance(self.steps.whole(rows), given.labels)
        labels = np.where(distance > ON_THE_FENCE, UNKNOWN, given.labels)
        return NamedRows(labels, given.labels, given.sure, distance)

    def as_json(self) -> dict[str, Any]:
        """Return all its numbers, readable; `reading.recogniser_from_json` makes the same recogniser of it."""
        return {
            "format": FORMAT,
            "kind": self.kind,
            "knobs": dict(self.knobs),
            "classes": list(self.classes),
            "features": list(self.names),
            "window": self.plan.as_json() if self.plan else None,
            "steps": self.steps.as_json(),
            "model": self.model.as_json() | ({"windows": [list(one) for one in self.kept]} if self.kept else {}),
            "fence": self.fence.as_json(),
            "about": dict(self.about),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Regression:
    """A model that predicts a value; `target` names it."""

    target: str
    names: tuple[str, ...]
    plan: WindowPlan | None
    model: LineModel
    about: Mapping[str, Any] = field(default_factory=dict)
    kind: str = "line"

    def as_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "kind": self.kind,
            "target": self.target,
            "features": list(self.names),
            "window": self.plan.as_json() if self.plan else None,
            "model": self.model.as_json(),
            "about": dict(self.about),
        }
