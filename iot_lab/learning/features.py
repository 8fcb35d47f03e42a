"""The numbers that sum up a window: few, each with a name and a sentence, the same bits on every computer.

The theory. A window is whole numbers. Sums, differences, squares and counts of them are whole numbers too: exact, in
any order, on any computer. Only at the end a division or a root is needed, and there an ESP32 has single precision
while a laptop and the simulated board have double. So a whole number first loses what 24 bits cannot hold (`single`:
low bits are dropped, not rounded, since boards round large numbers differently), then comes ONE division or root, and
its result is kept in single precision at once. A division or a root of two such numbers, computed in double and
then rounded, is the same as one computed in single at once (double has more than twice the bits plus two), so all
three give the same bits. `export/board.py` holds the same text of arithmetic for the board; `bench/learning.py`
compares them.

`middle` is the floor of the mean. A crossing is a sample on the other side of it than the one before (`>` or not).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from iot_lab.learning.arrays import Rows

MEAN, DEVIATION, MIN, MAX, CROSSINGS, ENERGY = "mean", "deviation", "min", "max", "crossings", "energy"
SLOPE, FREQUENCY = "slope", "frequency"
DEFAULT_FEATURES: Final = (MEAN, DEVIATION, MIN, MAX, CROSSINGS, ENERGY)
ALL_FEATURES: Final = (*DEFAULT_FEATURES, SLOPE, FREQUENCY)
"""In the order in which they are computed, told and exported, whichever are chosen."""
BITS: Final = 24
SINGLE: Final = np.float32
AT_ONCE: Final = 512


def chosen_features(names: Sequence[str]) -> tuple[str, ...]:
    """Return the chosen ones in the house's order; unknown names are left out."""
    return tuple(name for name in ALL_FEATURES if name in names)


def rate_fraction(rate_hz: float) -> tuple[int, int]:
    """Return a rate as two whole numbers, which is how it enters slope and frequency."""
    return Fraction(rate_hz).limit_denominator(1000).as_integer_ratio()


def single(whole: NDArray[np.int64]) -> Rows:
    """Return whole numbers in single precision; what 24 bits cannot hold is dropped towards zero."""
    size, surplus = np.abs(whole), np.zeros(np.shape(whole), np.int64)
    while (is_wide := size >> surplus >= 1 << BITS).any():
        surplus += is_wide
    kept: Rows = (np.sign(whole) * (size >> surplus << surplus)).astype(SINGLE)
    return kept


def features(windows: NDArray[np.int16], names: Sequence[str], rate_hz: float) -> Rows:
    """Return (windows, axes * features), axis by axis, of (windows, axes, samples)."""
    names = chosen_features(names)
    found = np.empty((len(windows), windows.shape[1], len(names)), SINGLE)
    for start in range(0, len(windows), AT_ONCE):
        measured = _measured(windows[start : start + AT_ONCE].astype(np.int64), names, rate_hz)
        found[start : start + AT_ONCE] = np.stack([measured[name] for name in names], axis=2)
    return found.reshape(len(windows), found.shape[1] * len(names))


def _measured(v: NDArray[np.int64], names: Sequence[str], rate_hz: float) -> dict[str, Rows]:
    """Return each feature as (windows, axes)."""
    n = v.shape[2]
    total = v.sum(axis=2)
    spread = n * (v * v).sum(axis=2) - total * total
    deviation = np.sqrt(single(spread) / SINGLE(n * n))
    middle = total // n
    is_above = v > middle[:, :, None]
    steps = np.diff(v, axis=2)
    found = {
        MEAN: single(total) / SINGLE(n),
        DEVIATION: deviation,
        MIN: v.min(axis=2).astype(SINGLE),
        MAX: v.max(axis=2).astype(SINGLE),
        CROSSINGS: (is_above[:, :, 1:] != is_above[:, :, :-1]).sum(axis=2).astype(SINGLE),
        ENERGY: single((steps * steps).sum(axis=2)) / SINGLE(n - 1),
    }
    if SLOPE in names:
        found[SLOPE] = _slope(v, rate_hz)
    if FREQUENCY in names:
        found[FREQUENCY] = _frequency(v, middle, deviation.astype(np.int64) >> 1, rate_hz)
    return found


def _slope(v: NDArray[np.int64], rate_hz: float) -> Rows:
    """Return the rise a second of the straight line that lies best in each window."""
    n = v.shape[2]
    hz, per = rate_fraction(rate_hz)
    ramp = (v * (2 * np.arange(n) + 1 - n)).sum(axis=2)
    return single(6 * ramp * hz) / single(np.array(n * (n * n - 1) * per))


def _frequency(v: NDArray[np.int64], middle: NDArray[np.int64], half: NDArray[np.int64], rate_hz: float) -> Rows:
    """Return how often a second each window rises through its middle, half a deviation below and above it.

    Whole rounds between the first and the last rise, divided by the time between them; 0 with less than two rises.
    """
    hz, per = rate_fraction(rate_hz)
    first, last, rises = (np.zeros(middle.shape, np.int64) for _ in range(3))
    is_low = np.zeros(middle.shape, bool)
    low, high = middle - half, middle + half
    for place in range(v.shape[2]):
        value = v[:, :, place]
        is_rise = is_low & (value > high)
        first = np.where(is_rise & (rises == 0), place, first)
        last = np.where(is_rise, place, last)
        rises += is_rise
        is_low = (is_low & ~is_rise) | (value < low)
    time = np.where(rises > 1, last - first, 1)
    return single(np.maximum(rises - 1, 0) * hz) / single(time * per)


def windows_of(samples: NDArray[np.int16], size: int, step: int) -> NDArray[np.int16]:
    """Return the windows of (axes, samples) as (windows, axes, size), one every `step` samples."""
    if samples.shape[1] < size:
        return np.empty((0, samples.shape[0], size), np.int16)
    return sliding_window_view(samples, size, axis=1)[:, ::step].transpose(1, 0, 2)
