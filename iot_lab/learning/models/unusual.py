"""Far from everything seen: it names the nearest class by each class's own widths, and the fence says the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from iot_lab.learning.fence import class_distances, shape_of
from iot_lab.learning.models.model import ModelAnswers
from iot_lab.learning.rounding import FeatureSteps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.learning.arrays import Rows, Whole
    from iot_lab.learning.job import LearningJob


@dataclass(frozen=True, slots=True, eq=False)
class UnusualModel:
    """`centres` and `inverse` are those of the fence (`fence.py`), (classes, features)."""

    steps: FeatureSteps
    centres: Whole
    inverse: Whole

    def answers(self, rows: Rows) -> ModelAnswers:
        far = class_distances(self.steps.whole(rows), self.centres, self.inverse)
        labels = far.argmin(axis=1)
        if far.shape[1] == 1:
            return ModelAnswers(labels, np.full(len(rows), 100))
        nearest, second = np.partition(far, 1, axis=1)[:, :2].T
        return ModelAnswers(labels, 100 * second // np.maximum(nearest + second, 1))

    def as_json(self) -> dict[str, Any]:
        return {}


def train_unusual(rows: Rows, labels: Whole, classes: int, knobs: Mapping[str, int], job: LearningJob) -> UnusualModel:
    """Return the centres of what is usual; the share that must pass is the fence's."""
    del knobs, classes
    steps = FeatureSteps.of(rows)
    job.tell(1.0)
    return UnusualModel(steps, *shape_of(steps.whole(rows), labels))
