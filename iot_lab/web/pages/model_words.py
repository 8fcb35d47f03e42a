"""What a trained model is, in words and plain values for the pages Train and Deploy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from iot_lab.learning.knobs import LOGISTIC, TREE, kind_of
from iot_lab.texts import key
from iot_lab.web.errors import RequestWrong
from iot_lab.web.pages.format import number
from iot_lab.workshop.ai.coverage import shown_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.texts import Texts
    from iot_lab.workshop.ai.training import TrainedModel

MOST_WRONG: Final = 6
MOST_SLIDERS: Final = 4
NODE_WIDTH, NODE_HEIGHT = 210, 84


@dataclass(frozen=True, slots=True)
class ModelWords:
    """Sentences, tables and drawings of one model, in one language."""

    title: str
    score: str
    score_percent: int | None
    low_percent: int
    high_percent: int
    people: list[tuple[str, int, int]]
    misleading: list[str]
    hidden: list[str]
    price: str
    data: list[str]
    classes: list[str]
    confusion: list[tuple[str, list[tuple[int, int]]]]
    wrong: list[dict[str, Any]]
    tree: dict[str, Any] | None
    weights: list[tuple[str, list[tuple[str, int]]]]
    features: list[str]
    sliders: list[dict[str, Any]]
    fit: list[str]
    fits: bool
    proposal: str
    file_kb: float
    memory_kb: float
    answer_ms: float
    share_percent: int
    differing: int


def model_words(t: Texts, result: TrainedModel) -> ModelWords:
    """Return all that the pages say of a model."""
    from iot_lab.learning import sentences

    evaluation, recogniser, fit = result.evaluation, result.recogniser, result.fit
    score, plan = evaluation.score, result.examples.plan
    rate_hz = plan.rate_hz if plan else 1.0
    return ModelWords(
        title=t(kind_of(recogniser.kind).title),
        score=sentences.score_sentence(t, evaluation),
        score_percent=sentences.percent(score.accuracy) if score.trust == "number" else None,
        low_percent=sentences.percent(score.low),
        high_percent=sentences.percent(score.high),
        people=[(one.name, one.right, one.windows) for one in score.groups],
        misleading=sentences.misleading_sentences(t, evaluation),
        hidden=[sentences.hidden_sentence(t, one) for one in evaluation.hidden],
        price=sentences.price_sentence(t, evaluation),
        data=sentences.data_sentences(t, result.examples),
        classes=[shown_label(t, one) for one in evaluation.classes],
        confusion=[
            (shown_label(t, name), [(count, round(100 * count / max(1, sum(line)))) for count in line])
            for name, line in zip(evaluation.classes, evaluation.confusion, strict=True)
        ],
        wrong=[
            {
                "take": one.take, "person": one.person, "true": shown_label(t, one.true),
                "said": shown_label(t, one.said), "at": one.start / rate_hz, "sure": one.sure,
            }
            for one in evaluation.wrong[:MOST_WRONG]
        ],
        tree=_tree(t, result) if recogniser.kind == TREE else None,
        weights=_weights(t, result),
        features=[sentences.feature_sentence(t, one) for one in plan.features] if plan else [],
        sliders=_sliders(result),
        fit=sentences.fit_sentences(t, fit),
        fits=fit.fits,
        proposal="" if fit.fits else sentences.proposal_sentence(t, recogniser.kind, fit),
        file_kb=fit.file_bytes / 1024,
        memory_kb=fit.memory_bytes / 1024,
        answer_ms=fit.features_ms + fit.answer_ms,
        share_percent=round(100 * fit.processor_share),
        differing=fit.differing,
    )  # fmt: skip


def answer_if(t: Texts, result: TrainedModel, turned: Mapping[str, str]) -> dict[str, Any]:
    """Return the answer for the middle window with some of its features turned, and the path it takes in a tree."""
    import numpy as np

    from iot_lab.learning.explain import tree_path, what_if

    row = np.median(result.examples.rows, axis=0).astype(np.float32)
    for name, text in turned.items():
        if name in result.recogniser.names:
            try:
                row[result.recogniser.names.index(name)] = float(text)
            except ValueError:
                raise RequestWrong from None
    if not np.isfinite(row).all():
        raise RequestWrong
    found = what_if(result.recogniser, row)
    label = found["label"]
    words = t(key("ai.unknown")) if label is None else shown_label(t, label)
    path = list(tree_path(result.recogniser, row)) if result.recogniser.kind == TREE else []
    distance = number(found["distance"] / 100, 1, t.language)
    said = t(key("ai.if.answer"), label=words, sure=found["sure"], distance=distance)
    return {"said": said, "path": path}


def _weights(t: Texts, result: TrainedModel) -> list[tuple[str, list[tuple[str, int]]]]:
    from iot_lab.learning.explain import weights

    recogniser = result.recogniser
    if recogniser.kind != LOGISTIC:
        return []
    return [
        (shown_label(t, label), list(weights(recogniser, place, 5))) for place, label in enumerate(recogniser.classes)
    ]


def _tree(t: Texts, result: TrainedModel) -> dict[str, Any]:
    """Return a drawing: nodes with places, and the edges between them."""
    from iot_lab.learning.explain import drawn_tree

    drawn = drawn_tree(result.recogniser)
    width, height = max(320, drawn.leaves * NODE_WIDTH), (drawn.depth + 1) * NODE_HEIGHT
    nodes: list[dict[str, Any]] = [
        {
            "number": one.number, "x": round(one.x * width), "y": one.depth * NODE_HEIGHT + 26,
            "text": t(key("learning.report.question"), feature=one.feature, most=one.at_most)
            if one.yes is not None
            else shown_label(t, one.label),
            "is_leaf": one.yes is None, "share": one.share, "windows": one.windows,
        }
        for one in drawn.nodes
    ]  # fmt: skip
    edges = [
        {"to": child, "x1": nodes[one.number]["x"], "y1": nodes[one.number]["y"] + 18, "x2": nodes[child]["x"],
         "y2": nodes[child]["y"] - 18, "word": word}
        for one in drawn.nodes
        for child, word in ((one.yes, t(key("learning.report.yes"))), (one.no, t(key("learning.report.no"))))
        if child is not None
    ]  # fmt: skip
    return {"width": width, "height": height, "nodes": nodes, "edges": edges}


def _sliders(result: TrainedModel) -> list[dict[str, Any]]:
    """Return the features that may be turned: those of the tree, else the first ones."""
    import numpy as np

    from iot_lab.learning.explain import drawn_tree

    names = list(result.recogniser.names)
    if result.recogniser.kind == TREE:
        names = list(dict.fromkeys(one.feature for one in drawn_tree(result.recogniser).nodes if one.feature)) or names
    rows = result.examples.rows
    found = []
    for name in names[:MOST_SLIDERS]:
        column = rows[:, result.recogniser.names.index(name)]
        low, high = float(column.min()), float(column.max())
        found.append(
            {
                "name": name,
                "low": low,
                "high": high,
                "value": float(np.median(column)),
                "step": (high - low or 1.0) / 200,
            }
        )
    return found
