"""The average of each class; the name is that of the nearest average."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from iot_lab.learning.models.model import ModelAnswers
from iot_lab.learning.rounding import FeatureSteps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.learning.arrays import Rows, Whole
    from iot_lab.learning.job import LearningJob


@dataclass(frozen=True, slots=True, eq=False)
class CentresModel:
    """`centres` are steps, (classes, features)."""

    steps: FeatureSteps
    centres: Whole

    def answers(self, rows: Rows) -> ModelAnswers:
        far = distances(self.steps.whole(rows), self.centres)
        labels = far.argmin(axis=1)
        nearest, second = np.partition(far, 1, axis=1)[:, :2].T
        return ModelAnswers(labels, 100 * second // np.maximum(nearest + second, 1))

    def as_json(self) -> dict[str, Any]:
        return {"centres": self.centres.tolist()}


def distances(steps: Whole, centres: Whole) -> Whole:
    """Return the sum of squared differences in steps, (lines, centres)."""
    found: Whole = (steps**2).sum(axis=1)[:, None] - 2 * _product(steps, centres) + (centres**2).sum(axis=1)
    return found


def _product(a: Whole, b: Whole) -> Whole:
    """Return a b^T exactly: whole numbers this small are exact in double precision, and fast."""
    found: Whole = (a.astype(np.float64) @ b.astype(np.float64).T).astype(np.int64)
    return found


def train_centres(rows: Rows, labels: Whole, classes: int, knobs: Mapping[str, int], job: LearningJob) -> CentresModel:
    """Return the averages; this kind has no knob."""
    del knobs
    steps = FeatureSteps.of(rows)
    whole = steps.whole(rows)
    centres = np.stack([np.rint(whole[labels == label].mean(axis=0)) for label in range(classes)])
    job.tell(1.0)
    return CentresModel(steps, centres.astype(np.int64))
