"""A tree of questions: is this feature at most that threshold? Each answer leads to the next question, then to a name.

It grows as CART does: of all questions, the one that leaves the least mixed groups (Gini), until groups are pure, too
small, or deep enough; of equally good ones, the one with the widest gap, which suits others best. Where a feature has
many values, questions are sought between quantiles of it; the threshold is then the short decimal of the gap between
the group's own values (`rounding.threshold`). A gap too narrow for a short decimal cannot be asked about on a board,
so it is not asked about here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from iot_lab.learning.errors import ModelUnreadable
from iot_lab.learning.models.model import ModelAnswers
from iot_lab.learning.rounding import literal, threshold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.learning.arrays import Rows, Whole
    from iot_lab.learning.job import LearningJob

MOST_PLACES: Final = 400
"""Of a feature where questions are sought."""
TRIES: Final = 8
MOST_EQUALS: Final = 16
MOST_NODES: Final = 1023


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A question (`feature` at most `at_most`: to `yes`, the next node; else to `no`), or an answer: `feature` is -1.

    `label` and `share` (percent of the windows that came here) are told of both.
    """

    label: int
    share: int
    windows: int
    feature: int = -1
    at_most: float = 0.0
    yes: int = 0
    no: int = 0


@dataclass(frozen=True, slots=True)
class TreeModel:
    """`nodes[0]` is asked first."""

    nodes: tuple[TreeNode, ...]

    def answers(self, rows: Rows) -> ModelAnswers:
        at = self.leaves(rows)
        labels = np.array([node.label for node in self.nodes])
        shares = np.array([node.share for node in self.nodes])
        return ModelAnswers(labels[at], shares[at])

    def leaves(self, rows: Rows) -> Whole:
        """Return the node that answers each row."""
        at = np.zeros(len(rows), np.int64)
        features = np.array([node.feature for node in self.nodes])
        at_most = np.array([node.at_most for node in self.nodes], np.float32)
        yes, no = (np.array([getattr(node, way) for node in self.nodes]) for way in ("yes", "no"))
        for _ in range(len(self.nodes)):
            feature = features[at]
            is_question = feature >= 0
            if not is_question.any():
                break
            value = rows[np.arange(len(rows)), np.maximum(feature, 0)]
            at = np.where(is_question, np.where(value <= at_most[at], yes[at], no[at]), at)
        return at

    def path(self, row: Rows) -> tuple[int, ...]:
        """Return the nodes that one row passes."""
        found, node = [0], self.nodes[0]
        while node.feature >= 0:
            found.append(node.yes if row[node.feature] <= np.float32(node.at_most) else node.no)
            node = self.nodes[found[-1]]
        return tuple(found)

    def as_json(self) -> dict[str, Any]:
        return {"nodes": [_node_json(node) for node in self.nodes]}


def _node_json(node: TreeNode) -> dict[str, Any]:
    told: dict[str, Any] = {"label": node.label, "share": node.share, "windows": node.windows}
    if node.feature >= 0:
        told |= {"feature": node.feature, "at_most": float(literal(node.at_most)), "yes": node.yes, "no": node.no}
    return told


def tree_from_json(content: Mapping[str, Any], classes: int, features: int) -> TreeModel:
    """Return the tree of its JSON. Raises ModelUnreadable."""
    nodes = tuple(TreeNode(**node) for node in content["nodes"])
    for place, node in enumerate(nodes):
        is_answer = node.feature == -1
        is_question = 0 <= node.feature < features and node.yes == place + 1 < node.no < len(nodes)
        if not (0 <= node.label < classes and 0 <= node.share <= 100 and (is_answer or is_question)):
            raise ModelUnreadable(part=f"nodes[{place}]")
    if not 0 < len(nodes) <= MOST_NODES:
        raise ModelUnreadable(part="nodes")
    return TreeModel(nodes)


def train_tree(rows: Rows, labels: Whole, classes: int, knobs: Mapping[str, int], job: LearningJob) -> TreeModel:
    """Return a tree at most `depth` questions deep, with at least `least` windows an answer."""
    return _Growing(rows, labels, classes, knobs["depth"], knobs["least"], job).grown()


class _Growing:
    """A tree that grows, node by node; places of each feature's questions are sought once."""

    def __init__(self, rows: Rows, labels: Whole, classes: int, depth: int, least: int, job: LearningJob) -> None:
        self._rows, self._labels, self._classes = rows, labels, classes
        self._depth, self._least, self._job = depth, least, job
        self._codes, self._places = _coded(rows)
        self._deviations = np.maximum(rows.std(axis=0), 1e-30)
        self._nodes: list[TreeNode] = []
        self._answered = 0

    def grown(self) -> TreeModel:
        self._grow(np.arange(len(self._rows)), 0)
        return TreeModel(tuple(self._nodes))

    def _grow(self, here: Whole, depth: int) -> int:
        number = len(self._nodes)
        counts = np.bincount(self._labels[here], minlength=self._classes)
        label = int(counts.argmax())
        answer = TreeNode(label, int(100 * counts[label] // len(here)), len(here))
        self._nodes.append(answer)
        question = None if depth >= self._depth or counts[label] == len(here) else self._best(here)
        if question is None:
            self._answered += len(here)
            self._job.tell(self._answered / len(self._rows))
            return number
        feature, at_most = question
        is_yes = self._rows[here, feature] <= np.float32(at_most)
        yes = self._grow(here[is_yes], depth + 1)
        no = self._grow(here[~is_yes], depth + 1)
        self._nodes[number] = TreeNode(answer.label, answer.share, answer.windows, feature, at_most, yes, no)
        return number

    def _best(self, here: Whole) -> tuple[int, float] | None:
        """Return the feature and the threshold that part a group best; of equals, the one with the widest gap."""
        purity = self._purities(here)
        for _ in range(TRIES):
            best = purity.max()
            if best <= 0:
                return None
            equals = np.argwhere(purity >= best * (1 - 1e-9))[:MOST_EQUALS]
            feature, place, low, high = max((self._gap(here, int(f), int(p)) for f, p in equals), key=self._width)
            at_most = threshold(low, high)
            if at_most is not None:
                return feature, at_most
            purity[feature, place] = 0
        return None

    def _gap(self, here: Whole, feature: int, place: int) -> tuple[int, int, float, float]:
        """Return a question with the two values of a group that it lies between."""
        values, codes = self._rows[here, feature], self._codes[here, feature]
        return feature, place, float(values[codes <= place].max()), float(values[codes > place].min())

    def _width(self, gap: tuple[int, int, float, float]) -> float:
        feature, _, low, high = gap
        return float((high - low) / self._deviations[feature])

    def _purities(self, here: Whole) -> Any:
        """Return how much purer each question leaves a group, (features, places); 0 where it does not part it."""
        features, places, classes = self._codes.shape[1], self._places, self._classes
        where = (np.arange(features) * places + self._codes[here]) * classes + self._labels[here][:, None]
        counts = np.bincount(where.ravel(), minlength=features * places * classes)
        yes = counts.reshape(features, places, classes).cumsum(axis=1)
        whole = yes[:, -1:, :]
        no = whole - yes
        yes_size, no_size = yes.sum(axis=2), no.sum(axis=2)
        is_parted = (yes_size >= self._least) & (no_size >= self._least)
        squares = (yes**2).sum(axis=2) / np.maximum(yes_size, 1) + (no**2).sum(axis=2) / np.maximum(no_size, 1)
        gain = squares - (whole**2).sum(axis=2) / len(here)
        return np.where(is_parted & (gain > 1e-9), gain, 0)


def _coded(rows: Rows) -> tuple[Whole, int]:
    """Return each value's rank among the places of its feature where a question may stand, and how many there are."""
    codes = np.empty(rows.shape, np.int64)
    for feature in range(rows.shape[1]):
        values = np.unique(rows[:, feature])
        if len(values) > MOST_PLACES:
            values = np.unique(np.quantile(rows[:, feature], np.linspace(0, 1, MOST_PLACES), method="lower"))
        codes[:, feature] = np.searchsorted(values, rows[:, feature], side="left")
    return codes, int(codes.max()) + 1
