"""Being sure is not knowing: a fence of distance around what was recorded, beyond which the answer is "unknown".

The theory. A model of three movements gives one of three names to anything, and often surely. So each class also has
a centre and, for each feature, its own width (standard deviation, a quarter of the common one at least). A window's
distance is the mean square of (feature - centre) / width, in whole numbers, sixteen units a width: to the class that
the model *named*, not to the nearest one. What is called a walk must lie among walks; and a class as wide as "other",
which lies near everything, lets nothing pass that is not called "other".
Each class's fence stands where 90 % of its own windows pass, measured on people (days, takes) whose windows had no part
in the centres: measured on its own recordings it would stand too close for everybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from iot_lab.learning.rounding import STEPS_A_DEVIATION, FeatureSteps

if TYPE_CHECKING:
    from iot_lab.learning.arrays import Whole

PASSING: Final = 90
"""In percent: of windows of known classes, by people set aside."""
UNITS_A_WIDTH: Final = 16
WIDTH_SHIFT: Final = 5
MOST_INVERSE: Final = 255
LEAST_WIDTH: Final = STEPS_A_DEVIATION / 4
FARTHEST: Final = 9999
MOST_GROUPS: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class Fence:
    """`centres` in steps, `inverse` in 1/32 a step, both (classes, features); `limits`: how far each class goes."""

    steps: FeatureSteps
    centres: Whole
    inverse: Whole
    limits: Whole

    def distance(self, steps: Whole, named: Whole) -> Whole:
        """Return each line's distance in whole percent of its class's fence, 9999 at most: above 100 it is beyond."""
        far = _distance(steps, self.centres[named], self.inverse[named])
        percent: Whole = np.minimum(100 * far // self.limits[named], FARTHEST)
        return percent

    def as_json(self) -> dict[str, Any]:
        return {"centres": self.centres.tolist(), "inverse": self.inverse.tolist(), "limits": self.limits.tolist()}


def fence_of(steps: FeatureSteps, whole: Whole, labels: Whole, groups: Whole, passing: int = PASSING) -> Fence:
    """Return the fence of lines of steps; `groups` are set aside in turn to place it. Every class has a line."""
    centres, inverse = shape_of(whole, labels)
    far = _distances_of_others(whole, labels, groups)
    limits = [max(1, _passed(far[labels == label], passing)) for label in range(len(centres))]
    return Fence(steps, centres, inverse, np.array(limits, np.int64))


def _passed(far: Whole, passing: int) -> int:
    """Return the distance within which so many percent are."""
    return int(np.sort(far)[(len(far) * passing + 99) // 100 - 1])


def _distances_of_others(whole: Whole, labels: Whole, groups: Whole) -> Whole:
    """Return each line's distance to what other groups recorded of its class; to all of it where no other has any.

    What the others recorded is everything less what the group did: so sums are made once, and groups taken off them.
    """
    part = np.unique(groups, return_inverse=True)[1] % MOST_GROUPS
    classes = int(labels.max()) + 1
    sums = _sums(whole, part * classes + labels, (int(part.max()) + 1) * classes)
    sums = sums.reshape(-1, classes, sums.shape[1])
    everything = sums.sum(axis=0)
    others = everything - sums
    centres, inverse = _shape(np.where(others[:, :, :1] > 0, others, everything))
    return _distance(whole, centres[part, labels], inverse[part, labels])


def shape_of(whole: Whole, labels: Whole) -> tuple[Whole, Whole]:
    """Return each class's centre in steps, and the inverse of its width of each feature."""
    return _shape(_sums(whole, labels, int(labels.max()) + 1))


def _sums(whole: Whole, places: Whole, count: int) -> Any:
    """Return, for each place, how many lines there are, their sum and the sum of their squares, side by side."""
    values = whole.astype(np.float64)
    return np.eye(count)[places].T @ np.hstack([np.ones((len(whole), 1)), values, values**2])


def _shape(sums: Any) -> tuple[Whole, Whole]:
    """Return centres and inverse widths of sums of lines."""
    middle = (sums.shape[-1] + 1) // 2
    means = sums[..., 1:] / sums[..., :1]
    centres = means[..., : middle - 1]
    width = np.sqrt(np.maximum(means[..., middle - 1 :] - centres**2, 0))
    inverse = np.rint((UNITS_A_WIDTH << WIDTH_SHIFT) / np.maximum(width, LEAST_WIDTH))
    return np.rint(centres).astype(np.int64), np.clip(inverse, 1, MOST_INVERSE).astype(np.int64)


def class_distances(whole: Whole, centres: Whole, inverse: Whole) -> Whole:
    """Return the mean square of each line's distances to each centre, in units of a width, (lines, classes)."""
    return np.stack([_distance(whole, centre, own) for centre, own in zip(centres, inverse, strict=True)], axis=1)


def _distance(whole: Whole, centres: Whole, inverse: Whole) -> Whole:
    """Return the mean square of each line's distances to a centre, one for all or one a line, in units of a width."""
    found: Whole = ((((whole - centres) * inverse) >> WIDTH_SHIFT) ** 2).sum(axis=1) // whole.shape[1]
    return found
