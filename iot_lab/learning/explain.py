"""What a model does, as data that a page can draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iot_lab.learning.examples import Examples, Rows
    from iot_lab.learning.recogniser import Recogniser


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A question (`feature` at most `at_most`?) or an answer (`label`); `x` (0 to 1) and `depth` place it."""

    number: int
    x: float
    depth: int
    windows: int
    feature: str = ""
    at_most: str = ""
    yes: int | None = None
    no: int | None = None
    label: str = ""
    share: int = 0


@dataclass(frozen=True, slots=True)
class DrawnTree:
    nodes: tuple[DrawnNode, ...]
    depth: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A kept window that voted; `take` and `start` find it among the recordings."""

    take: str
    start: int
    label: str
    distance: float


@dataclass(frozen=True, slots=True)
class Boundary:
    """What is answered on a grid of two features, the others as in `around`.

    `labels[row][column]`, row 0 at the bottom.
    """

    horizontal: str
    vertical: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    labels: tuple[tuple[int, ...], ...]


def drawn_tree(recogniser: Recogniser) -> DrawnTree:
    """Return a tree's drawing. Raises ValueError where the model is no tree."""
    raise NotImplementedError


def tree_path(recogniser: Recogniser, row: Rows) -> tuple[int, ...]:
    """Return the numbers of the nodes that a window (one row) passes, first to last."""
    raise NotImplementedError


def voters(recogniser: Recogniser, row: Rows) -> tuple[Neighbour, ...]:
    """Return the neighbours that voted, nearest first."""
    raise NotImplementedError


def weights(recogniser: Recogniser, label: int, most: int = 8) -> tuple[tuple[str, int], ...]:
    """Return the features that weigh most for a label, with their whole weights, heaviest first."""
    raise NotImplementedError


def boundary(
    recogniser: Recogniser,
    examples: Examples,
    horizontal: str,
    vertical: str,
    around: Rows | None = None,
    cells: int = 32,
) -> Boundary:
    """Return the answers over two features; `around` is a row, by default the middle of all examples."""
    raise NotImplementedError


def what_if(recogniser: Recogniser, row: Rows) -> dict[str, Any]:
    """Return the answer for one row as plain values: label (None: unknown), label_without_fence, sure, distance."""
    raise NotImplementedError
