"""What a trained model does, drawn: its tree, the boundary of two features, sliders of one window, who voted on it.

Everything begins at one recorded window, the one that lies nearest to what the model knows; the sliders turn it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from iot_lab.learning.knobs import NEIGHBOURS, TREE
from iot_lab.texts import key
from iot_lab.web.errors import RequestWrong
from iot_lab.web.pages.format import number
from iot_lab.workshop.ai.coverage import shown_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iot_lab.learning.arrays import Rows
    from iot_lab.texts import Texts
    from iot_lab.workshop.ai.trained_files import TrainedModel

MOST_SLIDERS: Final = 4
MOST_DOTS: Final = 150
NODE_WIDTH, NODE_HEIGHT = 226, 104
CELLS: Final = 28
COLOURS: Final = 6


@dataclass(frozen=True, slots=True)
class ModelDrawings:
    """Plain values of drawings. `features` are (column, title), those that tell most first."""

    tree: dict[str, Any] | None
    boundary: dict[str, Any] | None
    features: list[tuple[str, str]]
    sliders: list[dict[str, Any]]
    has_votes: bool


def model_drawings(t: Texts, result: TrainedModel, horizontal: str = "", vertical: str = "") -> ModelDrawings:
    """Return the drawings; the boundary is that of two features, by default of those that tell most."""
    from iot_lab.learning.sentences import column_title

    names = _in_order(result)
    chosen = [one for one in (horizontal, vertical) if one in names]
    first, second = [*chosen, *(one for one in names if one not in chosen), "", ""][:2]
    return ModelDrawings(
        tree=_tree(t, result) if result.recogniser.kind == TREE else None,
        boundary=_boundary(t, result, first, second) if second else None,
        features=[(name, column_title(t, name)) for name in names],
        sliders=_sliders(t, result, names[:MOST_SLIDERS]),
        has_votes=result.recogniser.kind == NEIGHBOURS,
    )


def answer_if(t: Texts, result: TrainedModel, turned: Mapping[str, str]) -> dict[str, Any]:
    """Return the answer for the window with some features turned, the path in a tree, and who voted."""
    from iot_lab.learning.explain import tree_path, what_if

    recogniser, row = result.recogniser, _turned(result, turned)
    found = what_if(recogniser, row)
    label = found["label"]
    words = t(key("ai.unknown")) if label is None else shown_label(t, label)
    path = list(tree_path(recogniser, row)) if recogniser.kind == TREE else []
    distance = number(found["distance"] / 100, 1, t.language)
    said = t(key("ai.if.answer"), label=words, sure=found["sure"], distance=distance)
    return {"said": said, "path": path, "near": _near(t, result, row)}


def _turned(result: TrainedModel, turned: Mapping[str, str]) -> Rows:
    import numpy as np

    from iot_lab.learning.explain import typical_row

    row = typical_row(result.recogniser, result.examples).copy()
    for name, text in turned.items():
        if name in result.recogniser.names:
            try:
                row[result.recogniser.names.index(name)] = float(text)
            except ValueError:
                raise RequestWrong from None
    if not np.isfinite(row).all():
        raise RequestWrong
    return row


def _near(t: Texts, result: TrainedModel, row: Rows) -> list[dict[str, str]]:
    """Return the kept windows nearest to a row, in words, with the take that each is most like."""
    from iot_lab.learning.explain import near_windows

    if result.recogniser.kind != NEIGHBOURS:
        return []
    found = []
    for one in near_windows(result.recogniser, row):
        facts = {"label": shown_label(t, one.label), "distance": number(one.distance, 1, t.language)}
        said = t(key("ai.near.voted"), **facts) if one.votes else t(key("ai.near.not"), **facts)
        found.append({"said": said, "take": one.take})
    return found


def _in_order(result: TrainedModel) -> list[str]:
    """Return the features that a person may turn and draw: first those that the tree asks about."""
    from iot_lab.learning.explain import drawn_tree, separating_features

    asked = []
    if result.recogniser.kind == TREE:
        asked = [one.feature for one in drawn_tree(result.recogniser).nodes if one.feature]
    return list(dict.fromkeys((*asked, *separating_features(result.examples))))


def _tree(t: Texts, result: TrainedModel) -> dict[str, Any]:
    """Return a drawing: nodes with places, and the edges between them."""
    from iot_lab.learning.explain import drawn_tree
    from iot_lab.learning.sentences import column_title, decimal

    drawn = drawn_tree(result.recogniser)
    width, height = max(320, drawn.leaves * NODE_WIDTH), (drawn.depth + 1) * NODE_HEIGHT
    nodes: list[dict[str, Any]] = [
        {
            "number": one.number, "x": round(one.x * width), "y": one.depth * NODE_HEIGHT + 30,
            "text": shown_label(t, one.label) if one.yes is None else column_title(t, one.feature),
            "most": "" if one.yes is None else t(key("ai.tree.most"), most=decimal(t, one.at_most)),
            "is_leaf": one.yes is None, "share": one.share, "windows": one.windows,
        }
        for one in drawn.nodes
    ]  # fmt: skip
    edges = [
        {"to": child, "x1": nodes[one.number]["x"], "y1": nodes[one.number]["y"] + 26, "x2": nodes[child]["x"],
         "y2": nodes[child]["y"] - 26, "word": word}
        for one in drawn.nodes
        for child, word in ((one.yes, t(key("learning.report.yes"))), (one.no, t(key("learning.report.no"))))
        if child is not None
    ]  # fmt: skip
    return {"width": width, "height": height, "nodes": nodes, "edges": edges}


def _boundary(t: Texts, result: TrainedModel, horizontal: str, vertical: str) -> dict[str, Any]:
    """Return areas (a run of equal cells each) and the recorded windows as dots, in a square of `CELLS`."""
    from iot_lab.learning.explain import boundary, typical_row
    from iot_lab.learning.sentences import column_title

    recogniser, examples = result.recogniser, result.examples
    around = typical_row(recogniser, examples)
    found = boundary(recogniser, examples, horizontal, vertical, around, CELLS)
    areas = [
        {"x": start, "y": CELLS - 1 - line, "width": width, "colour": named % COLOURS, "is_beyond": label < 0}
        for line, cells in enumerate(zip(found.named, found.labels, strict=True))
        for start, width, (named, label) in _runs(list(zip(*cells, strict=True)))
    ]
    columns = [examples.rows[:, recogniser.names.index(name)] for name in (horizontal, vertical)]
    places = range(0, len(examples), -(-len(examples) // MOST_DOTS))
    dots = [
        {
            "x": _place(found.xs, float(columns[0][one])), "y": CELLS - _place(found.ys, float(columns[1][one])),
            "colour": _colour(result, int(examples.labels[one])),
        }
        for one in places
    ]  # fmt: skip
    return {
        "size": CELLS, "areas": areas, "dots": dots, "x": horizontal, "y": vertical,
        "x_title": column_title(t, horizontal), "y_title": column_title(t, vertical),
        "classes": [(place % COLOURS, shown_label(t, label)) for place, label in enumerate(recogniser.classes)],
    }  # fmt: skip


def _colour(result: TrainedModel, label: int) -> int:
    """Return the colour of a label of the examples: that of its name among the model's."""
    name = result.examples.classes[label]
    classes = result.recogniser.classes
    return classes.index(name) % COLOURS if name in classes else 0


def _runs(cells: Sequence[Any]) -> list[tuple[int, int, Any]]:
    """Return (start, length, value) of neighbours that are equal."""
    found: list[tuple[int, int, Any]] = []
    for place, value in enumerate(cells):
        if found and found[-1][2] == value:
            found[-1] = (found[-1][0], found[-1][1] + 1, value)
        else:
            found.append((place, 1, value))
    return found


def _place(values: Sequence[float], value: float) -> float:
    """Return where a value lies on an axis of the grid, whose cells have these values in their middle."""
    low, high = values[0], values[-1]
    return round(0.5 + (value - low) / (high - low) * (len(values) - 1), 2)


def _sliders(t: Texts, result: TrainedModel, names: Sequence[str]) -> list[dict[str, Any]]:
    from iot_lab.learning.explain import typical_row
    from iot_lab.learning.sentences import column_title

    row = typical_row(result.recogniser, result.examples)
    found = []
    for name in names:
        place = result.recogniser.names.index(name)
        column = result.examples.rows[:, place]
        low, high = float(column.min()), float(column.max())
        step = (high - low or 1.0) / 200
        found.append(
            {
                "name": name,
                "title": column_title(t, name),
                "low": low,
                "high": high,
                "value": float(row[place]),
                "step": step,
            }
        )
    return found
