"""A small network: hidden neurons that are scales each (negative sums count as 0), then scales over their answers.

It learns by Adam's steps from the steps that the board will see. Then weights become whole numbers, each hidden
neuron in a unit of its own; what a neuron answers is a whole number 0 to 127, made of its sum by one multiplication
and one shift.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from iot_lab.learning.examples import SEED
from iot_lab.learning.models.logistic import softmax
from iot_lab.learning.models.model import ModelAnswers
from iot_lab.learning.models.scaled import shares_of, surest
from iot_lab.learning.rounding import MOST_STEPS, STEPS_A_DEVIATION, FeatureSteps, ratio, whole_bias, whole_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.learning.arrays import Rows, Whole
    from iot_lab.learning.job import LearningJob

RATE: Final = 0.01
DECAY: Final = 1e-4
LEARNT: Final = 0.1
"""Of every share: what is left to learn then is by heart."""
LEAST_BATCH, BATCHES_A_ROUND = 32, 40
FULL_ANSWER: Final = 99.5
"""The percentile of a neuron's answers that becomes 127."""


@dataclass(frozen=True, slots=True, eq=False)
class NetworkModel:
    """`hidden` (neurons, features), `outer` (classes, neurons) and both biases are whole.

    `gains` holds (m, s) of each neuron: its answer is its sum times m, shifted right by s, at least 0, at most 127.
    """

    steps: FeatureSteps
    hidden: Whole
    hidden_bias: Whole
    gains: tuple[tuple[int, int], ...]
    outer: Whole
    outer_bias: Whole
    sixteenths: tuple[int, int]

    def answers(self, rows: Rows) -> ModelAnswers:
        return ModelAnswers(*surest(self.activity(rows) @ self.outer.T + self.outer_bias, self.sixteenths))

    def activity(self, rows: Rows) -> Whole:
        """Return what each hidden neuron answers, (lines, neurons)."""
        sums = self.steps.whole(rows) @ self.hidden.T + self.hidden_bias
        multipliers, shifts = np.array(self.gains).T
        found: Whole = np.clip(sums * multipliers >> shifts, 0, MOST_STEPS)
        return found

    def as_json(self) -> dict[str, Any]:
        return {
            "hidden": self.hidden.tolist(),
            "hidden_bias": self.hidden_bias.tolist(),
            "gains": [list(gain) for gain in self.gains],
            "outer": self.outer.tolist(),
            "outer_bias": self.outer_bias.tolist(),
            "sixteenths": list(self.sixteenths),
        }


def train_network(rows: Rows, labels: Whole, classes: int, knobs: Mapping[str, int], job: LearningJob) -> NetworkModel:
    """Return a network of `neurons` hidden neurons that read all examples `rounds` times."""
    steps = FeatureSteps.of(rows)
    inputs = (steps.whole(rows) / STEPS_A_DEVIATION).astype(np.float32)
    learning = _Learning(inputs, np.eye(classes, dtype=np.float32)[labels], knobs["neurons"])
    learning.read(knobs["rounds"], job)
    return _rounded(steps, inputs, learning)


class _Learning:
    """Weights that learn: layers and biases are views of one long vector, so a step of Adam's is few operations."""

    def __init__(self, inputs: Any, wanted: Any, neurons: int) -> None:
        self._inputs, self._wanted = inputs, wanted
        self._chance = np.random.default_rng(SEED)
        shapes = ((inputs.shape[1], neurons), (neurons,), (neurons, wanted.shape[1]), (wanted.shape[1],))
        self._flat, self.weights = _views(shapes)
        self._slope, self._slopes = _views(shapes)
        self._mean, self._square = np.zeros_like(self._flat), np.zeros_like(self._flat)
        for layer in self.weights[::2]:
            layer[:] = self._chance.normal(0, np.sqrt(2 / len(layer)), layer.shape)
        self._steps = 0

    def read(self, rounds: int, job: LearningJob) -> None:
        """Read all examples so many times, each time in another order, ever more carefully, until all is learnt."""
        size = max(LEAST_BATCH, -(-len(self._inputs) // BATCHES_A_ROUND))
        for turn in range(rounds):
            job.tell(turn / rounds)
            order = self._chance.permutation(len(self._inputs))
            batches = [order[start : start + size] for start in range(0, len(order), size)]
            if max([self._step(batch, RATE * (1 - turn / rounds)) for batch in batches]) < LEARNT:
                break

    def _step(self, batch: Any, rate: float) -> float:
        """Learn from some examples; return the greatest error of a share before."""
        first, first_bias, second, second_bias = self.weights
        inputs = self._inputs[batch]
        active = np.maximum(inputs @ first + first_bias, 0)
        error = (softmax(active @ second + second_bias) - self._wanted[batch]) / len(batch)
        back = (error @ second.T) * (active > 0)
        np.matmul(inputs.T, back, out=self._slopes[0])
        back.sum(axis=0, out=self._slopes[1])
        np.matmul(active.T, error, out=self._slopes[2])
        error.sum(axis=0, out=self._slopes[3])
        self._adam(rate)
        return float(np.abs(error).max()) * len(batch)

    def _adam(self, rate: float) -> None:
        """Move all weights along their mean slope, the less the more it changes (Kingma and Ba 2015)."""
        self._steps += 1
        slope = self._slope + DECAY * self._flat
        self._mean += 0.1 * (slope - self._mean)
        self._square += 0.001 * (slope * slope - self._square)
        pace = rate / (1 - 0.9**self._steps)
        self._flat -= pace * self._mean / (np.sqrt(self._square / (1 - 0.999**self._steps)) + 1e-8)


def _views(shapes: tuple[tuple[int, ...], ...]) -> tuple[Any, list[Any]]:
    """Return a vector of zeros, and arrays of these shapes that are parts of it."""
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    flat = np.zeros(int(ends[-1]), np.float32)
    parts = np.split(flat, ends[:-1])
    return flat, [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]


def _rounded(steps: FeatureSteps, inputs: Any, learnt: _Learning) -> NetworkModel:
    first, first_bias, second, second_bias = learnt.weights
    whole_inputs = np.rint(inputs * STEPS_A_DEVIATION).astype(np.int64)
    weights, units = zip(*map(whole_weights, first.T), strict=True)
    hidden, neuron_steps = np.stack(weights), np.array(units) / STEPS_A_DEVIATION
    bias = whole_bias(first_bias / neuron_steps)
    full = np.percentile(np.maximum(whole_inputs @ hidden.T + bias, 0), FULL_ANSWER, axis=0)
    gains = [ratio(MOST_STEPS / max(one, 1.0)) for one in full.tolist()]
    worth = neuron_steps / [times / 2**shift for times, shift in gains]
    outer, outer_unit = whole_weights(second.T * worth)
    # A shift drops half a step of each neuron's answer on average: the bias gives it back.
    lost = outer.sum(axis=1) / 2
    outer_bias = whole_bias(second_bias / outer_unit + lost)
    return NetworkModel(steps, hidden, bias, tuple(gains), outer, outer_bias, shares_of(outer_unit))
