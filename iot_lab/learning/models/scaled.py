"""What models of whole numbers share: sureness as a share of votes that grow with e to the score, in whole numbers.

A board's `exp` differs in its last bit from a laptop's. So e to minus k sixteenths is a table of bytes, and a score's
distance from the best becomes k by one multiplication and one shift of whole numbers.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, Final

import numpy as np

from iot_lab.learning.rounding import ratio

if TYPE_CHECKING:
    from iot_lab.learning.arrays import Whole

SHARES: Final = bytes(round(255 * exp(-k / 16)) for k in range(96))
SIXTEENTHS: Final = 16


def shares_of(unit: float) -> tuple[int, int]:
    """Return (m, s) that make sixteenths of scores whose step is worth `unit`."""
    return ratio(SIXTEENTHS * unit)


def surest(scores: Whole, sixteenths: tuple[int, int]) -> tuple[Whole, Whole]:
    """Return the best class of each row of whole scores (of equals the first), and its share in whole percent."""
    labels = scores.argmax(axis=1)
    multiplier, shift = sixteenths
    behind = (scores.max(axis=1, keepdims=True) - scores) * multiplier >> shift
    table = np.frombuffer(SHARES + b"\0", np.uint8).astype(np.int64)
    votes = table[np.minimum(behind, len(SHARES))]
    return labels, 100 * table[0] // votes.sum(axis=1)
