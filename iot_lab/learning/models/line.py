"""A value instead of a name: a bias and, for each feature, a weight (linear regression, least squares).

The sum is made in the order of the features, each product and each sum rounded to single precision at once: the same
bits on a laptop, in the simulated board and on an ESP32. Columns that tell the same share their weight (a tiny
penalty, as in ridge regression).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from iot_lab.learning.rounding import FeatureSteps, numbers, short

if TYPE_CHECKING:
    from iot_lab.learning.arrays import Rows

PENALTY: Final = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class LineModel:
    """Weights and bias are short numbers in single precision."""

    weights: Rows
    bias: np.float32

    def values(self, rows: Rows) -> Rows:
        """Return the predicted value of each row."""
        total = np.full(len(rows), self.bias, np.float32)
        for feature, weight in enumerate(self.weights):
            total = total + rows[:, feature] * weight
        return total

    def as_json(self) -> dict[str, Any]:
        return {"weights": numbers(self.weights), "bias": short(float(self.bias))}


def train_line(rows: Rows, targets: Rows) -> LineModel:
    """Return the line that lies best."""
    steps = FeatureSteps.of(rows)
    deviation = np.where(steps.half_steps > 0, rows.astype(np.float64).std(axis=0), 1)
    mean = rows.astype(np.float64).mean(axis=0)
    scaled = np.where(steps.half_steps > 0, (rows - mean) / deviation, 0)
    curvature = scaled.T @ scaled + PENALTY * np.eye(rows.shape[1])
    slope = np.linalg.solve(curvature, scaled.T @ (targets - targets.mean())) / deviation
    weights = np.array([short(float(one)) for one in slope], np.float32)
    bias = float(targets.astype(np.float64).mean() - mean @ weights.astype(np.float64))
    return LineModel(weights, np.float32(short(bias)))
