"""Being sure is not knowing: a fence of distance around what was recorded, beyond which the answer is "unknown".

The theory. A model of three movements gives one of three names to anything, and often surely. So each class also has
a centre and, for each feature, its own width (standard deviation, a quarter of the common one at least). A window's
distance is the mean square of (feature - centre) / width, to the nearest class: in whole numbers, sixteen units a
width. The fence stands where 90 % of the known pass, measured on people (days, takes) whose windows had no part in
the centres: measured on its own recordings it would stand too close for everybody else.
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
    """`centres` in steps, `inverse` in units of 1/32 a step, both (classes, features); `unit` is 1 % of the fence."""

    steps: FeatureSteps
    centres: Whole
    inverse: Whole
    unit: int

    def distance(self, steps: Whole) -> Whole:
        """Return each line's distance in whole percent of the fence, 9999 at most: above 100 it is beyond."""
        nearest: Whole = np.minimum(_nearest(steps, self.centres, self.inverse) // self.unit, FARTHEST)
        return nearest

    def as_json(self) -> dict[str, Any]:
        return {"centres": self.centres.tolist(), "inverse": self.inverse.tolist(), "unit": self.unit}


def fence_of(steps: FeatureSteps, whole: Whole, labels: Whole, groups: Whole, passing: int = PASSING) -> Fence:
    """Return the fence of lines of steps; `groups` are set aside in turn to place it."""
    centres, inverse = shape_of(whole, labels)
    cut = np.percentile(_distances_of_others(whole, labels, groups), passing)
    return Fence(steps, centres, inverse, max(1, int(cut) // 100))


def _distances_of_others(whole: Whole, labels: Whole, groups: Whole) -> Whole:
    """Return each line's distance to what the other groups recorded; to everything where there is one group."""
    names = np.unique(groups)
    parts = [names[start::MOST_GROUPS] for start in range(min(MOST_GROUPS, len(names)))]
    found = np.empty(len(whole), np.int64)
    for part in parts:
        is_aside = np.isin(groups, part)
        is_used = ~is_aside if len(names) > 1 else is_aside
        found[is_aside] = _nearest(whole[is_aside], *shape_of(whole[is_used], labels[is_used]))
    return found


def shape_of(whole: Whole, labels: Whole) -> tuple[Whole, Whole]:
    """Return each class's centre in steps, and the inverse of its width of each feature."""
    _, places = np.unique(labels, return_inverse=True)
    members = np.eye(int(places.max()) + 1)[places].T
    counts = members.sum(axis=1, keepdims=True)
    values = whole.astype(np.float64)
    centres = members @ values / counts
    width = np.sqrt(np.maximum(members @ values**2 / counts - centres**2, 0))
    inverse = np.rint((UNITS_A_WIDTH << WIDTH_SHIFT) / np.maximum(width, LEAST_WIDTH))
    return np.rint(centres).astype(np.int64), np.clip(inverse, 1, MOST_INVERSE).astype(np.int64)


def class_distances(whole: Whole, centres: Whole, inverse: Whole) -> Whole:
    """Return the mean square of each line's distances to each centre, in units of a width, (lines, classes)."""
    found = [
        ((((whole - centre) * own) >> WIDTH_SHIFT) ** 2).sum(axis=1)
        for centre, own in zip(centres, inverse, strict=True)
    ]
    distances: Whole = np.stack(found, axis=1) // whole.shape[1]
    return distances


def _nearest(whole: Whole, centres: Whole, inverse: Whole) -> Whole:
    nearest: Whole = class_distances(whole, centres, inverse).min(axis=1)
    return nearest
