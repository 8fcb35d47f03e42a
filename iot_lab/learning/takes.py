"""Recordings: a take is one person doing one thing once, as whole numbers at a steady rate.

The rules. A person is a letter, never a name. A value is a whole number of 16 bits; `per` of them make one of the unit
(1000: thousandths of g), so that laptop and board add the same numbers and sums are exact. All axes of a take are
equally long. What was lost on the way is counted, never invented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.foreign_text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    Samples: TypeAlias = NDArray[np.int16]

SMALLEST, LARGEST_SAMPLE = -32768, 32767
LONGEST_LABEL: Final = 40
MOST_AXES: Final = 16
MOST_PER: Final = 32767
LEAST_HZ, MOST_HZ = 0.001, 2000.0
OTHER: Final = "other"
"""The label of everything that is none of the movements: rest and the rest. Offered from the start."""
THOUSANDTHS: Final = frozenset({"ax", "ay", "az", "gx", "gy", "gz"})
"""Axes of an MPU6050; their whole numbers are thousandths where nothing else is said."""
_OTHERS: Final = frozenset(
    {OTHER, "autre", "rest", "repos", "rest / other", "repos / autre", "rest, other", "repos, autre"}
)
_AXIS: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,23}")
_PERSON: Final = re.compile(r"[A-Z]{1,2}")


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """One recording. `day` is an ISO date or ""; `missing` and `late` count samples, `saturated` values."""

    id: str
    label: str
    person: str
    rate_hz: float
    axes: Mapping[str, Samples]
    day: str = ""
    per: int = 1000
    late: int = 0
    missing: int = 0
    saturated: int = 0

    def __post_init__(self) -> None:
        if not is_axis_list(self.axes) or len({len(one) for one in self.axes.values()}) != 1:
            raise ValueError("a take has 1 to 16 axes with names of identifiers, all equally long")
        if not is_label(self.label) or not is_person(self.person):
            raise ValueError(f"no label or no person: {self.label!r}, {self.person!r}")
        if not (LEAST_HZ <= self.rate_hz <= MOST_HZ and 1 <= self.per <= MOST_PER):
            raise ValueError(f"rate or scale out of bounds: {self.rate_hz}, {self.per}")

    def __len__(self) -> int:
        return len(next(iter(self.axes.values())))

    @property
    def complete(self) -> int:
        """Return how many samples arrived."""
        return len(self)

    @property
    def duration_s(self) -> float:
        return len(self) / self.rate_hz


def is_axis_list(names: Mapping[str, object] | list[str] | tuple[str, ...]) -> bool:
    """Whether these can be the axes of a take: names that a program can hold too."""
    return 0 < len(names) <= MOST_AXES and all(_AXIS.fullmatch(name) for name in names)


def is_label(text: str) -> bool:
    """Whether a text can be a label: any script, 1 to 40 characters, nothing that commands a terminal."""
    return 0 < len(text) <= LONGEST_LABEL and text == text.strip() and clean(text) == text and "\t" not in text


def is_other(label: str) -> bool:
    """Whether a label stands for what is none of the movements, in one of our languages."""
    return label.lower() in _OTHERS


def is_person(text: str) -> bool:
    """Whether a text can stand for a person: A to Z, then AA to ZZ."""
    return _PERSON.fullmatch(text) is not None


def next_person(person: str, places: int) -> str:
    """Return the letter so many places after one; after ZZ comes A."""
    number = 0
    for letter in person:
        number = number * 26 + ord(letter) - 64
    return person_letter((number - 1 + places) % (26 * 27))


def person_letter(number: int) -> str:
    """Return the letter of the person `number` (from 0): A to Z, then AA to ZZ."""
    if not 0 <= number < 26 * 27:
        raise ValueError("at most 702 people have a letter")
    return chr(65 + number) if number < 26 else chr(64 + number // 26) + chr(65 + number % 26)
