"""Does it fit a board? File, memory, time and answers, measured on the simulated board by whoever may import it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run on a board of so much memory told: `is_enough` memory, what it printed, its fuel in microseconds."""

    is_enough: bool
    printed: str
    microseconds: float


class BoardRun(Protocol):
    """Runs a program on a board with a heap of so many bytes (None: its usual one)."""

    def __call__(self, program: str, heap_bytes: int | None = None) -> Measured:
        """Run it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The cost of an exported program, and what speaks against sending it.

    `differing` counts rows whose answer on the board differs from the laptop's: always 0, or it is ours to mend.
    `refusals` are words of: "file", "memory", "time", "answers"; `proposal` are smaller knobs, None where it fits.
    """

    file_bytes: int
    memory_bytes: int
    features_ms: float
    answer_ms: float
    processor_share: float
    differing: int
    refusals: tuple[str, ...]
    proposal: dict[str, int] | None
