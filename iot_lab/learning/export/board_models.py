"""The board's side of the models: what `answers` computes on the laptop, as text of whole numbers.

Rows of steps stand one after the other in bytes: a step plus 128, or, of kept windows, a coarse step plus 80, which
is a printable character. `predict()` answers for the steps in `q` (a tree for the features in `x`): number of the class
and sureness in percent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.foreign_text import clean
from iot_lab.learning.models.centres import CentresModel
from iot_lab.learning.models.logistic import LogisticModel
from iot_lab.learning.models.neighbours import NeighboursModel
from iot_lab.learning.models.network import NetworkModel
from iot_lab.learning.models.scaled import SHARES
from iot_lab.learning.models.tree import TreeModel
from iot_lab.learning.models.unusual import UnusualModel
from iot_lab.learning.rounding import literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.learning.arrays import Whole
    from iot_lab.learning.recogniser import Recogniser

ZERO, PRINTABLE_ZERO = 128, 80
ROWS_A_TICK: Final = 10
INDENT: Final = "    "
ANSWER, BYTES = 255, 256


def model_text(recogniser: Recogniser) -> str:
    """Return the model's numbers and its `predict()`; fence and steps stand before it."""
    model = recogniser.model
    if isinstance(model, TreeModel):
        return _tree(model, recogniser)
    if isinstance(model, NeighboursModel):
        return _neighbours(model)
    if isinstance(model, LogisticModel):
        return _logistic(model)
    if isinstance(model, NetworkModel):
        return _network(model)
    if isinstance(model, UnusualModel):
        return _UNUSUAL
    assert isinstance(model, CentresModel)
    return _CENTRES


def rows_text(rows: Iterable[Iterable[int]], zero: int = ZERO) -> str:
    """Return rows of small whole numbers as one long row of bytes, a line each: one object, not many."""
    return "(\n" + "".join(f"    {bytes(int(v) + zero for v in row)!r}\n" for row in rows) + ")\n"


def bytes_text(rows: Whole) -> str:
    """Return rows of bytes as they are."""
    return rows_text(rows, 0)


def _tuple(values: Iterable[int]) -> str:
    return f"({', '.join(str(int(one)) for one in values)},)"


def _tree(model: TreeModel, recogniser: Recogniser) -> str:
    """Return the nodes as rows of numbers, which need little memory, and as words for a reader."""
    nodes = model.nodes
    features = bytes(ANSWER if node.feature < 0 else node.feature for node in nodes)
    no = [node.label if node.feature < 0 else node.no for node in nodes]
    shares = bytes(node.share if node.feature < 0 else 0 for node in nodes)
    at_most = " ".join("0.0" if node.feature < 0 else literal(node.at_most) for node in nodes)
    return (
        "# The tree, in words:\n"
        + _tree_in_words(model, recogniser)
        + "# The same as rows: the feature asked about (255: an answer), the most for yes (the next node follows),\n"
        + "# the node for no (of an answer: its class), the share of an answer.\n"
        + f"FEATURE = {features!r}\n"
        + f'AT_MOST = numbers("{at_most}")\n'
        + f"NO = {bytes(no)!r}\n" * (len(nodes) <= BYTES)
        + f'NO = array("H", {_tuple(no)})\n' * (len(nodes) > BYTES)
        + f"SHARE = {shares!r}\n"
        + '''

def predict():
    """Ask from the first node on."""
    features, values, most, no = FEATURE, x, AT_MOST, NO
    n, f = 0, features[0]
    while f != 255:
        n = n + 1 if values[f] <= most[n] else no[n]
        f = features[n]
    return NO[n], SHARE[n]
'''
    )


def _tree_in_words(model: TreeModel, recogniser: Recogniser) -> str:
    lines: list[str] = []

    def write(number: int, depth: int) -> None:
        node, pad = model.nodes[number], INDENT * depth
        if node.feature < 0:
            lines.append(f"# {pad}{clean(recogniser.classes[node.label])} ({node.share} %)\n")
            return
        lines.append(f"# {pad}{clean(recogniser.names[node.feature])} <= {literal(node.at_most)}?\n")
        write(node.yes, depth + 1)
        lines.append(f"# {pad}otherwise\n")
        write(node.no, depth + 1)

    write(0, 0)
    return "".join(lines)


_CENTRES: Final = '''

def predict():
    """The nearest centre."""
    best, nearest, second = 0, -1, -1
    for c in range(len(CLASSES)):
        centre = CENTRES[c * COUNT : (c + 1) * COUNT]
        far = 0
        for i in range(COUNT):
            d = q[i] + 128 - centre[i]
            far += d * d
        if nearest < 0 or far < nearest:
            best, nearest, second = c, far, nearest
        elif second < 0 or far < second:
            second = far
    return best, 100 * second // max(1, nearest + second)
'''

_UNUSUAL: Final = '''

def predict():
    """The nearest centre, each class by its own widths."""
    best, nearest, second = 0, -1, -1
    for c in range(len(CLASSES)):
        far = far_from(c)
        if nearest < 0 or far < nearest:
            best, nearest, second = c, far, nearest
        elif second < 0 or far < second:
            second = far
    return best, 100 if second < 0 else 100 * second // max(1, nearest + second)
'''

_SUREST: Final = '''

def surest(scores):
    """Each score's share is e to the score, from a table: the best class and its share."""
    top = max(scores)
    votes = 0
    for score in scores:
        k = (top - score) * {multiplier} >> {shift}
        if k < len(SHARES):
            votes += SHARES[k]
    return scores.index(top), 100 * SHARES[0] // votes
'''


def _surest(sixteenths: tuple[int, int]) -> str:
    return _SUREST.format(multiplier=sixteenths[0], shift=sixteenths[1])


def _logistic(model: LogisticModel) -> str:
    return (
        "# Points for and against each class: a byte a feature (+ 128), and what each class starts with.\n"
        f"WEIGHTS = {rows_text(model.weights)}"
        f"BIAS = {_tuple(model.bias)}\n"
        f"SHARES = {SHARES!r}\n"
        + _surest(model.sixteenths)
        + '''

def predict():
    """The class with most points."""
    zero = 128 * sum(q)
    scores = []
    for c in range(len(BIAS)):
        row = WEIGHTS[c * COUNT : (c + 1) * COUNT]
        total = BIAS[c] - zero
        for i in range(COUNT):
            total += q[i] * row[i]
        scores.append(total)
    return surest(scores)
'''
    )


def _network(model: NetworkModel) -> str:
    gains = [f"({multiplier}, {shift})" for multiplier, shift in model.gains]
    return (
        "# Hidden neurons: a byte a feature (+ 128), what each starts with, and its gain (times, then shifted right).\n"
        f"HIDDEN = {rows_text(model.hidden)}"
        f"HIDDEN_BIAS = {_tuple(model.hidden_bias)}\n"
        f"GAINS = ({', '.join(gains)},)\n"
        f"OUTER = {rows_text(model.outer)}"
        f"OUTER_BIAS = {_tuple(model.outer_bias)}\n"
        f"SHARES = {SHARES!r}\n"
        + _surest(model.sixteenths)
        + '''

def sums(values, rows, bias):
    zero = 128 * sum(values)
    size = len(values)
    found = []
    for c in range(len(bias)):
        row = rows[c * size : (c + 1) * size]
        total = bias[c] - zero
        for i in range(size):
            total += values[i] * row[i]
        found.append(total)
    return found


def predict():
    """Hidden neurons answer 0 to 127; the class with most of their points wins."""
    active = sums(q, HIDDEN, HIDDEN_BIAS)
    for n in range(len(active)):
        times, shift = GAINS[n]
        active[n] = max(0, min(127, active[n] * times >> shift))
    return surest(sums(active, OUTER, OUTER_BIAS))
'''
    )


_VOTING: Final = '''near = []


def look(start, stop):
    """Keep the nearest of rows start to stop; by hand, in the order of the rows where they are equally far."""
    for r in range(start, stop):
        row = ROWS[r * COUNT : (r + 1) * COUNT]
        far = 0
        for i in range(COUNT):
            d = coarse[i] - row[i]
            far += d * d
        if len(near) < VOTES:
            near.append((far, r))
        elif far < near[-1][0]:
            near[-1] = (far, r)
        else:
            continue
        i = len(near) - 1
        while i and near[i][0] < near[i - 1][0]:
            near[i], near[i - 1] = near[i - 1], near[i]
            i -= 1


def begin():
    near.clear()
    for i in range(COUNT):
        coarse[i] = max(-47, min(47, q[i] * 3 + 4 >> 3)) + 80


def voted():
    votes = [0] * len(CLASSES)
    for _, r in near:
        votes[LABELS[r]] += 1
    most = max(votes)
    return votes.index(most), 100 * most // len(near)


def predict():
    """The nearest windows vote."""
    begin()
    look(0, KEPT_ROWS)
    return voted()
'''


def _neighbours(model: NeighboursModel) -> str:
    return (
        f"VOTES, KEPT_ROWS = {model.votes}, {len(model.kept)}\n"
        f"LABELS = {bytes(int(one) for one in model.labels)!r}\n"
        "# Windows that were kept: a character a feature, 12 to a deviation; P is the mean.\n"
        f"ROWS = {rows_text(model.kept, PRINTABLE_ZERO)}" + _VOTING
    )
