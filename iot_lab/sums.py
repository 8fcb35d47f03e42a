"""One way to add numbers with a fraction, for all that a verdict may hang on.

From Python 3.12 on the built-in `sum` corrects what each addition of floats loses; before, it does not. So the last bit
of a total differs, and a pause that lies on a threshold passes on one computer and fails on another: a room's Python is
3.11 or newer, that of a browser 3.14. Simulator, grading and exercises add floats here; `sum` is for whole numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def total(numbers: Iterable[float]) -> float:
    """Return the numbers added one after the other, as every Python does it."""
    so_far = 0.0
    for number in numbers:
        so_far += number
    return so_far
