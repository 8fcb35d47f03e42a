"""The way of each wire between the parts and the board.

Theory. Parts stand in a column on each side of the board; between column and board runs a bundle of upright lanes. A
wire leaves its part sideways, turns into a lane, and turns again at the height of its pin: three straight pieces. All
wires of a side that go to one pin (every ground) share one lane, as on a breadboard's rail. The order of the lanes is
what decides how often wires cross: it is improved by swapping neighbours until no swap helps, which is exact enough
for ten wires and gives the same picture every time. A pin on the other side of the board is reached under the board,
by one lane more.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Final

LANE: Final = 13
"""Distance between two lanes, in the picture's units."""


@dataclass(frozen=True, slots=True)
class End:
    """Where a wire leaves a part: the height of its terminal."""

    net: str
    y: float


@dataclass(frozen=True, slots=True)
class Lane:
    """All wires of one side that go to one pin: heights at the parts, and the height at the board."""

    net: str
    heights: tuple[float, ...]
    board_y: float

    @property
    def low(self) -> float:
        return min(*self.heights, self.board_y)

    @property
    def high(self) -> float:
        return max(*self.heights, self.board_y)


def lanes(ends: list[End], board_y: dict[str, float]) -> list[Lane]:
    """Return the lanes of one side, the one nearest the board first, in an order with few crossings."""
    by_net: defaultdict[str, list[float]] = defaultdict(list)
    for end in ends:
        by_net[end.net].append(end.y)
    found = [Lane(net, tuple(heights), board_y[net]) for net, heights in by_net.items()]
    found.sort(key=lambda lane: lane.board_y)
    return _improved(found)


def crossings(order: list[Lane]) -> int:
    """Return how often wires cross when lanes stand in this order."""
    return sum(_meet(near, far) for near, far in combinations(order, 2))


def _meet(near: Lane, far: Lane) -> int:
    """`far` passes through the upright of `near` on its way to the board; `near`'s parts, through that of `far`."""
    through_near = near.low < far.board_y < near.high
    return int(through_near) + sum(far.low < y < far.high for y in near.heights)


def _improved(order: list[Lane]) -> list[Lane]:
    best, least = order, crossings(order)
    while True:
        swapped = [_swap(best, place) for place in range(len(best) - 1)]
        better = min(swapped, key=crossings, default=best)
        if crossings(better) >= least:
            return best
        best, least = better, crossings(better)


def _swap(order: list[Lane], place: int) -> list[Lane]:
    return [*order[:place], order[place + 1], order[place], *order[place + 2 :]]
