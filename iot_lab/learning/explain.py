"""What a model does, as data that a page can draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from iot_lab.learning.models.logistic import LogisticModel
from iot_lab.learning.models.neighbours import NeighboursModel
from iot_lab.learning.models.tree import TreeModel
from iot_lab.learning.recogniser import UNKNOWN
from iot_lab.learning.rounding import literal

if TYPE_CHECKING:
    from iot_lab.learning.arrays import Rows
    from iot_lab.learning.examples import Examples
    from iot_lab.learning.recogniser import Recogniser

EDGE: Final = 0.05
"""Around the values of a boundary's features, as a share of their span."""
NEAREST: Final = 5


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A question (`feature` at most `at_most`?) or an answer (`label`); `x` (0 to 1) and `depth` place it.

    `at_most` is the text that stands in the program; in the feature's own whole numbers. `share` is in percent.
    """

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
    """`nodes[i].number` is i; `leaves` side by side give its width."""

    nodes: tuple[DrawnNode, ...]
    depth: int
    leaves: int


@dataclass(frozen=True, slots=True)
class NearWindow:
    """A kept window near another one; `take` and `start` find the recorded window most like it, `votes` if it voted."""

    take: str
    start: int
    label: str
    distance: float
    votes: bool


@dataclass(frozen=True, slots=True)
class Boundary:
    """What is answered on a grid of two features, the others as in `around`.

    `labels[row][column]`, row 0 at the bottom; -1 is beyond the fence, where `named` says what the model alone would.
    """

    horizontal: str
    vertical: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    labels: tuple[tuple[int, ...], ...]
    named: tuple[tuple[int, ...], ...]


def drawn_tree(recogniser: Recogniser) -> DrawnTree:
    """Return a tree's drawing. Raises TypeError where the model is no tree."""
    nodes = _model(recogniser, TreeModel).nodes
    found: dict[int, DrawnNode] = {}
    leaves = sum(node.feature < 0 for node in nodes)

    def place(number: int, depth: int, first_leaf: int) -> tuple[float, int]:
        node = nodes[number]
        if node.feature < 0:
            x, after = (first_leaf + 0.5) / leaves, first_leaf + 1
            label = recogniser.classes[node.label]
            found[number] = DrawnNode(number, x, depth, node.windows, label=label, share=node.share)
            return x, after
        left, middle = place(node.yes, depth + 1, first_leaf)
        right, after = place(node.no, depth + 1, middle)
        x, feature = (left + right) / 2, recogniser.names[node.feature]
        found[number] = DrawnNode(
            number, x, depth, node.windows, feature, literal(node.at_most), node.yes, node.no,
            recogniser.classes[node.label], node.share,
        )  # fmt: skip
        return x, after

    place(0, 0, 0)
    drawn = tuple(found[number] for number in range(len(nodes)))
    return DrawnTree(drawn, max(node.depth for node in drawn), leaves)


def tree_path(recogniser: Recogniser, row: Rows) -> tuple[int, ...]:
    """Return the numbers of the nodes that a window (one row) passes, first to last."""
    model: TreeModel = _model(recogniser, TreeModel)
    return model.path(row)


def near_windows(recogniser: Recogniser, row: Rows, most: int = NEAREST) -> tuple[NearWindow, ...]:
    """Return the kept windows nearest to one row, those that voted first; the distance is in deviations."""
    model = _model(recogniser, NeighboursModel)
    places, far = model.nearest(row[None], max(most, model.votes))
    found = []
    for turn, (place, square) in enumerate(zip(places[0], far[0], strict=True)):
        take, start = recogniser.kept[place] if recogniser.kept else ("", 0)
        distance = float(np.sqrt(square)) / 12
        found.append(NearWindow(take, start, recogniser.classes[model.labels[place]], distance, turn < model.votes))
    return tuple(found)


def weights(recogniser: Recogniser, label: int, most: int = 8) -> tuple[tuple[str, int], ...]:
    """Return the features that weigh most for a label, with their whole weights, heaviest first."""
    row = _model(recogniser, LogisticModel).weights[label]
    order = np.argsort(-np.abs(row), kind="stable")[:most]
    return tuple((recogniser.names[one], int(row[one])) for one in order)


def boundary(
    recogniser: Recogniser,
    examples: Examples,
    horizontal: str,
    vertical: str,
    around: Rows | None = None,
    cells: int = 32,
) -> Boundary:
    """Return the answers over two features; `around` is a row, by default the middle of all examples."""
    places = [recogniser.names.index(name) for name in (horizontal, vertical)]
    row = np.median(examples.rows, axis=0) if around is None else around
    xs, ys = (_span(examples.rows[:, place], cells) for place in places)
    grid = np.repeat(row.astype(np.float32)[None], cells * cells, axis=0)
    grid[:, places[0]], grid[:, places[1]] = np.tile(xs, cells), np.repeat(ys, cells)
    given = recogniser.answers(grid)
    labels, named = (
        tuple(tuple(map(int, line)) for line in one.reshape(cells, cells))
        for one in (given.labels, given.labels_without_fence)
    )
    return Boundary(
        horizontal,
        vertical,
        tuple(map(float, xs)),
        tuple(map(float, ys)),
        labels,
        named,
    )


def typical_row(recogniser: Recogniser, examples: Examples) -> Rows:
    """Return the recorded window that lies nearest to what the model knows."""
    row: Rows = examples.rows[recogniser.answers(examples.rows).distance.argmin()]
    return row


def separating_features(examples: Examples) -> tuple[str, ...]:
    """Return the features, those first that differ most between labels for how much they differ within one."""
    rows, places = examples.rows.astype(np.float64), examples.labels
    means = np.stack([rows[places == one].mean(axis=0) if (places == one).any() else rows.mean(axis=0)
                      for one in range(len(examples.classes))])  # fmt: skip
    within = (rows - means[places]).var(axis=0)
    order = np.argsort(-means.var(axis=0) / np.maximum(within, 1e-9), kind="stable")
    return tuple(examples.names[one] for one in order)


def _span(values: Rows, cells: int) -> Rows:
    low, high = float(values.min()), float(values.max())
    edge = (high - low) * EDGE or 1.0
    return np.linspace(low - edge, high + edge, cells, dtype=np.float32)


def what_if(recogniser: Recogniser, row: Rows) -> dict[str, Any]:
    """Return the answer for one row as plain values: label (None: unknown), label_without_fence, sure, distance."""
    given = recogniser.answers(row.astype(np.float32)[None])
    label = int(given.labels[0])
    return {
        "label": None if label == UNKNOWN else recogniser.classes[label],
        "label_without_fence": recogniser.classes[int(given.labels_without_fence[0])],
        "sure": int(given.sure[0]),
        "distance": int(given.distance[0]),
    }


def _model(recogniser: Recogniser, kind: type[Any]) -> Any:
    if not isinstance(recogniser.model, kind):
        raise TypeError(f"a {recogniser.kind} is no {kind.__name__}")
    return recogniser.model
