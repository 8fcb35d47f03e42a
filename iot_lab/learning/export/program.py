"""One complete MicroPython program: features, model, loop. No native module, no list that grows, no sorting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.learning.recogniser import Recogniser

ANSWERS: Final = "answer"
"""The series that the program publishes: `label` (number of the class, -1: unknown), `sure`, `distance` (percent)."""


def program_of(recogniser: Recogniser, read: str | None = None) -> str:
    """Return the program.

    `read` is the text of a function `read()` with its imports, which returns a dict: each axis's value in its unit. By
    default it is an MPU6050's where the axes are its own, else one that a person completes.
    """
    raise NotImplementedError
