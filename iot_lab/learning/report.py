"""The report of a model: one HTML page that holds everything and asks for nothing, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from iot_lab import __version__
from iot_lab.learning.explain import drawn_tree, weights
from iot_lab.learning.knobs import LOGISTIC, TREE, kind_of
from iot_lab.learning.sentences import (
    column_title,
    data_sentences,
    decimal,
    feature_sentence,
    fit_sentences,
    hidden_sentence,
    misleading_sentences,
    price_sentence,
    score_sentence,
)
from iot_lab.resources import resource
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.learning.card import TrainedModelCard
    from iot_lab.learning.evaluation import WrongWindow
    from iot_lab.learning.examples import Examples
    from iot_lab.learning.explain import DrawnTree
    from iot_lab.learning.recogniser import Recogniser
    from iot_lab.texts import Texts

MOST_WRONG = 10


@dataclass(frozen=True, slots=True)
class TreeLine:
    """A line of the tree: `answer` to the question above it ("" at the top), its words, and the lines below."""

    answer: str
    words: str
    below: tuple[TreeLine, ...] = ()


def report_of(card: TrainedModelCard, recogniser: Recogniser, examples: Examples, t: Texts) -> str:
    """Return the page."""
    evaluation = card.evaluation
    environment = Environment(
        loader=FileSystemLoader(resource("dashboard/templates")), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("model_report.html").render(
        t=t,
        title=t(key("learning.report.title"), model=t(kind_of(card.kind).title)),
        help=t(kind_of(card.kind).help),
        card=card,
        evaluation=evaluation,
        data=data_sentences(t, examples),
        score=score_sentence(t, evaluation),
        misleading=misleading_sentences(t, evaluation),
        hidden=[hidden_sentence(t, one) for one in evaluation.hidden],
        price=price_sentence(t, evaluation),
        wrong=[_wrong(t, one, examples) for one in evaluation.wrong[:MOST_WRONG]],
        tree=_tree_line(t, drawn_tree(recogniser), 0, "") if card.kind == TREE else None,
        weights=_weights(t, recogniser) if card.kind == LOGISTIC else [],
        features=[feature_sentence(t, one) for one in examples.plan.features] if examples.plan else [],
        fit=fit_sentences(t, card.fit) if card.fit else [],
        version=__version__,
    )


def _wrong(t: Texts, wrong: WrongWindow, examples: Examples) -> str:
    rate_hz = examples.plan.rate_hz if examples.plan else 1.0
    facts: dict[str, Any] = {"person": wrong.person, "take": wrong.take, "true": wrong.true, "said": wrong.said}
    return t(key("learning.report.wrong.line"), at=decimal(t, f"{wrong.start / rate_hz:.1f}"), sure=wrong.sure, **facts)


def _tree_line(t: Texts, tree: DrawnTree, number: int, answer: str) -> TreeLine:
    node = tree.nodes[number]
    if node.yes is None or node.no is None:
        words = t(key("learning.report.leaf"), label=node.label, share=node.share, windows=node.windows)
        return TreeLine(answer, words)
    below = (
        _tree_line(t, tree, node.yes, t(key("learning.report.yes"))),
        _tree_line(t, tree, node.no, t(key("learning.report.no"))),
    )
    most = decimal(t, node.at_most)
    return TreeLine(answer, t(key("learning.report.question"), feature=column_title(t, node.feature), most=most), below)


def _weights(t: Texts, recogniser: Recogniser) -> list[tuple[str, list[str]]]:
    """Return, for each class, its heading and its heaviest weights."""
    return [
        (
            t(key("learning.report.weights"), label=label),
            [
                t(key("learning.report.weight"), feature=column_title(t, feature), weight=f"{weight:+d}")
                for feature, weight in weights(recogniser, place, 5)
            ],
        )
        for place, label in enumerate(recogniser.classes)
    ]
