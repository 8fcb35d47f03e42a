"""How far the truth may lie from a score: windows are many, people are few, and people are what counts.

The theory. Windows of one take are alike and takes of one person are alike, so an interval that counts windows (or
takes of somebody who was learnt from) covers the truth on a new person in half of the cases at best. Two intervals
look at what is really drawn by chance: Student's t over people's own scores (who was recorded?), and Wilson's with the
number of recordings as its n (how long did we look at them?). The wider is told: measured on ten people, it covers
the accuracy on the others in 90 to 100 % of draws of 3 to 5. Below three people, or above 20 points on a side, a
number would say more than is known.
"""

from __future__ import annotations

from math import sqrt
from statistics import fmean, stdev
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_PEOPLE: Final = 3
WIDEST: Final = 0.20
NORMAL: Final = 1.959964
STUDENT: Final = (
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
    2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
)  # fmt: skip
"""Two-sided 95 % quantiles of Student's t, from 1 degree of freedom on."""


def student(scores: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % interval of the mean of people's scores, 0 to 1; everything with a single one."""
    if len(scores) < 2:
        return 0.0, 1.0
    freedom = len(scores) - 1
    quantile = STUDENT[freedom - 1] if freedom <= len(STUDENT) else NORMAL + 2.5 / freedom
    half = quantile * stdev(scores) / sqrt(len(scores))
    return _inside(fmean(scores) - half), _inside(fmean(scores) + half)


def wilson(share: float, count: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share of `count` recordings."""
    if count == 0:
        return 0.0, 1.0
    square = NORMAL**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = NORMAL / (1 + square / count) * sqrt(share * (1 - share) / count + square / (4 * count**2))
    return _inside(middle - half), _inside(middle + half)


def wider(scores: Sequence[float], recordings: int) -> tuple[float, float]:
    """Return the wider of both, around the mean of people's scores."""
    return max(student(scores), wilson(fmean(scores), recordings), key=lambda one: one[1] - one[0])


def _inside(share: float) -> float:
    return min(1.0, max(0.0, share))
