"""Round first, then judge: every number of a model is made short before the model is scored, drawn, written or sent.

The theory. A literal of at most 6 significant digits is read as the nearest single-precision number by every
MicroPython; a longer one may come out beside it (at 9 digits one in four does). So no number of a model is longer.

- A threshold may lie anywhere between two recorded values. It is the decimal with fewest digits in the middle half of
  that gap. Of equally short ones, the nearest to the middle whose single-precision value is not above it: then a
  value in single precision is on the same side of both, so that `x <= 0.24` means the same on a laptop (double
  precision) and on an ESP32 (single).
- A feature becomes a whole number of *steps*, 32 to a standard deviation of the recordings, -127 to 127. The two
  numbers for it (mean, half steps a unit) are rounded to 6 digits before any step is computed. Each of its two
  operations is rounded to single precision, and the halves are rounded to steps among whole numbers: the same on
  every computer. What follows (distances, weighted sums, votes) is whole numbers alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from iot_lab.learning.arrays import Rows, Whole

DIGITS: Final = 6
STEPS_A_DEVIATION: Final = 32
MOST_STEPS: Final = 127
CANDIDATES: Final = 12
_SHORT: Final = f".{DIGITS}g"
LEAST_SHARE: Final = 1e-6
"""A column that varies by less than that share of its size is the same everywhere but for its last bits."""


def short(value: float) -> float:
    """Return a number of at most 6 significant digits."""
    return float(format(value, _SHORT))


def literal(value: float) -> str:
    """Return how a short number is written in a program: at most 6 significant digits, no needless ones."""
    text = f"{value:.{DIGITS}g}"
    return text if "." in text or "e" in text or "n" in text else f"{text}.0"


def threshold(low: float, high: float) -> float | None:
    """Return a short decimal t with low <= t < high, the simplest of the middle half; None where there is none.

    `low` and `high` are single-precision values, low < high.
    """
    middle, quarter = (low + high) / 2, (high - low) / 4
    for digits in range(DIGITS + 1):
        for candidate in _decimals(middle, digits):
            if abs(candidate - middle) <= quarter and low <= candidate < high and _is_same_in_single(candidate):
                return candidate
    for candidate in _decimals(middle, DIGITS):
        if low <= candidate < high and _is_same_in_single(candidate) and np.float32(candidate) >= low:
            return candidate
    return None


def _decimals(middle: float, digits: int) -> list[float]:
    """Return the decimals of so many digits around a number, nearest first."""
    if digits == 0 or middle == 0:
        return [0.0]
    unit = 10.0 ** (np.floor(np.log10(abs(middle))) + 1 - digits)
    nearest = round(middle / unit)
    around = sorted(range(nearest - CANDIDATES, nearest + CANDIDATES + 1), key=lambda one: abs(one * unit - middle))
    return [float(f"{one * unit:.{digits}g}") for one in around]


def _is_same_in_single(value: float) -> bool:
    return float(np.float32(value)) <= value


@dataclass(frozen=True, slots=True, eq=False)
class FeatureSteps:
    """How features become steps; a column that does not vary has 0 half steps a unit."""

    mean: Rows
    half_steps: Rows

    @classmethod
    def of(cls, rows: Rows) -> FeatureSteps:
        """Return the steps of recordings."""
        mean, deviation = rows.astype(np.float64).mean(axis=0), rows.astype(np.float64).std(axis=0)
        is_varying = deviation > LEAST_SHARE * np.maximum(np.abs(mean), 1e-20)
        per = np.where(is_varying, 2 * STEPS_A_DEVIATION / np.where(is_varying, deviation, 1), 0)
        return cls(_shortened(mean), _shortened(per))

    def whole(self, rows: Rows) -> Whole:
        """Return (lines, features) of whole numbers, -127 to 127."""
        with np.errstate(over="ignore", invalid="ignore"):
            scaled = (rows.astype(np.float32) - self.mean) * self.half_steps
        scaled[np.isnan(scaled)] = 0
        halves = np.clip(scaled, -2 * MOST_STEPS, 2 * MOST_STEPS).astype(np.int64)
        rounded: Whole = np.sign(halves) * ((np.abs(halves) + 1) >> 1)
        return rounded

    def as_json(self) -> dict[str, Any]:
        return {"mean": numbers(self.mean), "half_steps": numbers(self.half_steps)}


def numbers(values: Rows) -> list[float]:
    """Return short numbers for JSON."""
    return [short(value) for value in values.tolist()]


def _shortened(values: Any) -> Rows:
    return np.array([short(value) for value in values.tolist()], np.float32)


def whole_weights(weights: Any, most: int = MOST_STEPS) -> tuple[Whole, float]:
    """Return weights as whole numbers -127 to 127, and how much one of them is worth."""
    unit = float(np.abs(weights).max()) / most or 1.0
    rounded: Whole = np.rint(np.asarray(weights) / unit).astype(np.int64)
    return rounded, unit


def whole_bias(values: Any) -> Whole:
    """Return whole numbers of at most 6 significant digits."""
    rounded: Whole = np.array([int(short(float(np.rint(value)))) for value in values], np.int64)
    return rounded


def ratio(value: float, bits: int = 8) -> tuple[int, int]:
    """Return (m, s) so that x * m >> s is about x * value: m has so many bits, so that products stay small."""
    shift = 0
    while round(value * 2 ** (shift + 1)) < 1 << bits and shift < 40:
        shift += 1
    return max(1, round(value * 2**shift)), shift
