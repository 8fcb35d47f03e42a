"""A curve that was recorded: measurements of a real place, played back.

`recorded` reads a CSV file once, before the run; the curve itself is plain frozen data.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Recorded:
    """Values at rising instants (seconds since power-on), with straight lines between; flat before and after.

    Where `is_stepped`, each value holds until the next.
    """

    instants_s: tuple[float, ...]
    values: tuple[float, ...]
    is_stepped: bool = False

    def at(self, t_s: float, seed: int) -> float:  # noqa: ARG002
        """Return the value at `t_s`."""
        after = bisect_right(self.instants_s, t_s)
        if after == 0 or after == len(self.instants_s) or self.is_stepped:
            return self.values[max(0, after - 1)]
        start_s, end_s = self.instants_s[after - 1 : after + 1]
        low, high = self.values[after - 1 : after + 1]
        return low + (high - low) * (t_s - start_s) / (end_s - start_s)


def recorded(file: Path, column: str, *, time_column: str = "t_s", is_stepped: bool = False) -> Recorded:
    """Return one column of a CSV file (commas, a first line of names, UTF-8) as a curve; its first row is at 0 s.

    Rows without a number in that column are left out. Raises OSError where the file cannot be read, ValueError where
    it lacks a column, has no row, or its instants do not rise.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        if missing := {column, time_column} - set(rows.fieldnames or ()):
            raise ValueError(f"{file.name}: no column {', '.join(sorted(missing))}")
        points = [(float(row[time_column]), float(row[column])) for row in rows if (row[column] or "").strip()]
    instants = [instant for instant, _ in points]
    if not points or any(later <= earlier for earlier, later in pairwise(instants)):
        raise ValueError(f"{file.name}: the instants of {time_column} must rise")
    return Recorded(tuple(one - instants[0] for one in instants), tuple(value for _, value in points), is_stepped)
