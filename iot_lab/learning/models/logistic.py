"""Points for and against each class: a weight a feature, a bias a class; most points win (softmax regression).

It learns by Newton's steps on the steps that the board will see, with a penalty for large weights (`freedom` is its
inverse). Weights are then whole numbers, all in one unit, and biases whole numbers of weight times step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from iot_lab.learning.models.model import ModelAnswers
from iot_lab.learning.models.scaled import shares_of, surest
from iot_lab.learning.rounding import STEPS_A_DEVIATION, FeatureSteps, whole_bias, whole_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.learning.arrays import Rows, Whole
    from iot_lab.learning.job import LearningJob

NEWTON_STEPS: Final = 25
ENOUGH: Final = 1e-2
MOST_FOR_NEWTON: Final = 700
"""Unknowns (classes times features): above them, and above twice the examples, one bound of the curvature serves."""
BOUNDED_STEPS: Final = 200


@dataclass(frozen=True, slots=True, eq=False)
class LogisticModel:
    """`weights` (classes, features) and `bias` are whole; `sixteenths` makes sureness of scores (`scaled.py`)."""

    steps: FeatureSteps
    weights: Whole
    bias: Whole
    sixteenths: tuple[int, int]

    def answers(self, rows: Rows) -> ModelAnswers:
        return ModelAnswers(*surest(self.steps.whole(rows) @ self.weights.T + self.bias, self.sixteenths))

    def as_json(self) -> dict[str, Any]:
        return {
            "weights": self.weights.tolist(),
            "bias": self.bias.tolist(),
            "sixteenths": list(self.sixteenths),
        }


def train_logistic(
    rows: Rows, labels: Whole, classes: int, knobs: Mapping[str, int], job: LearningJob
) -> LogisticModel:
    """Return whole weights learnt with the given freedom (in tenths)."""
    steps = FeatureSteps.of(rows)
    inputs = np.hstack([steps.whole(rows) / STEPS_A_DEVIATION, np.ones((len(rows), 1))])
    learnt = _learnt(inputs, np.eye(classes)[labels], 10 / knobs["freedom"], job)
    learnt -= learnt.mean(axis=1, keepdims=True)
    weights, unit = whole_weights(learnt[:-1].T)
    score_unit = unit / STEPS_A_DEVIATION
    bias = whole_bias(learnt[-1] / score_unit)
    return LogisticModel(steps, weights, bias, shares_of(score_unit))


def softmax(scores: Any) -> Any:
    powers = scores - np.maximum.reduce(scores, axis=1, keepdims=True)
    np.exp(powers, out=powers)
    powers /= np.add.reduce(powers, axis=1, keepdims=True)
    return powers


def _learnt(inputs: Any, wanted: Any, penalty: float, job: LearningJob) -> Any:
    ridge = np.full((inputs.shape[1], 1), penalty)
    ridge[-1] = 1e-6
    if inputs.shape[1] * wanted.shape[1] > min(MOST_FOR_NEWTON, 2 * len(inputs)):
        return _bounded(inputs, wanted, ridge, job)
    weights = np.zeros((inputs.shape[1], wanted.shape[1]))
    for turn in range(NEWTON_STEPS):
        job.tell(turn / NEWTON_STEPS)
        shares = softmax(inputs @ weights)
        slope = inputs.T @ (shares - wanted) + ridge * weights
        step = _newton(inputs, shares, ridge, slope)
        weights -= step
        if np.abs(step).max() < ENOUGH:
            break
    return weights


def _newton(inputs: Any, shares: Any, ridge: Any, slope: Any) -> Any:
    """Return Newton's step: the slope divided by the curvature of the loss."""
    size, classes = slope.shape
    curvature = np.empty((classes, size, classes, size))
    for one in range(classes):
        for other in range(one, classes):
            weight = shares[:, one] * ((one == other) - shares[:, other])
            block = (inputs * weight[:, None]).T @ inputs
            curvature[one, :, other, :] = block
            curvature[other, :, one, :] = block
    flat = curvature.reshape(classes * size, -1)
    flat[np.diag_indices(len(flat))] += np.tile(ridge[:, 0], classes) + 1e-9
    return np.linalg.solve(flat, slope.T.ravel()).reshape(classes, size).T


def _bounded(inputs: Any, wanted: Any, ridge: Any, job: LearningJob) -> Any:
    """Return weights learnt with one curvature that is at least the true one everywhere (Boehning 1992)."""
    inverse = np.linalg.inv(inputs.T @ inputs / 2 + np.diag(ridge[:, 0] + 1e-9))
    weights = ahead = np.zeros((inputs.shape[1], wanted.shape[1]))
    for turn in range(BOUNDED_STEPS):
        job.tell(turn / BOUNDED_STEPS)
        reached = ahead - inverse @ (inputs.T @ (softmax(inputs @ ahead) - wanted) + ridge * ahead)
        step = reached - weights
        ahead, weights = reached + turn / (turn + 3) * step, reached
        if np.abs(step).max() < ENOUGH / 5:
            break
    return weights
