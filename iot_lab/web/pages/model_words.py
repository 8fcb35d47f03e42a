"""What a trained model is, in words for the pages Train and Deploy; `model_drawings.py` draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from iot_lab.learning.knobs import LOGISTIC, kind_of
from iot_lab.workshop.ai.coverage import shown_label

if TYPE_CHECKING:
    from iot_lab.learning.fit import BoardFit
    from iot_lab.texts import Texts
    from iot_lab.workshop.ai.trained_files import TrainedLine, TrainedModel

MOST_WRONG: Final = 6
MOST_WEIGHTS: Final = 6


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
    weights: list[tuple[str, list[tuple[str, int]]]]
    features: list[str]
    fit: list[str]


@dataclass(frozen=True, slots=True)
class LineWords:
    """The same of a model that predicts a value; `weights` are (feature, effect of one deviation of it)."""

    title: str
    error: str
    people: list[tuple[str, str]]
    data: list[str]
    weights: list[tuple[str, str]]
    features: list[str]
    fit: list[str]


@dataclass(frozen=True, slots=True)
class FitWords:
    """What a program costs on a board; `proposal` is what to choose smaller where it does not fit."""

    fits: bool
    proposal: str
    file_kb: float
    memory_kb: float
    answer_ms: float
    share_percent: int
    differing: int


def fit_words(t: Texts, kind: str, fit: BoardFit) -> FitWords:
    """Return what is checked before a program is sent."""
    from iot_lab.learning.sentences import proposal_sentence

    return FitWords(
        fits=fit.fits,
        proposal="" if fit.fits else proposal_sentence(t, kind, fit),
        file_kb=fit.file_bytes / 1024,
        memory_kb=fit.memory_bytes / 1024,
        answer_ms=fit.features_ms + fit.answer_ms,
        share_percent=round(100 * fit.processor_share),
        differing=fit.differing,
    )


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
        weights=_weights(t, result),
        features=[sentences.feature_sentence(t, one) for one in plan.features] if plan else [],
        fit=sentences.fit_sentences(t, fit),
    )  # fmt: skip


def line_words(t: Texts, result: TrainedLine) -> LineWords:
    """Return all that the pages say of a model that predicts a value."""
    import numpy as np

    from iot_lab.learning import sentences

    regression, plan, evaluation = result.regression, result.examples.plan, result.evaluation
    effects = regression.model.weights * result.examples.rows.std(axis=0)
    order = np.argsort(-np.abs(effects), kind="stable")[:MOST_WEIGHTS]
    return LineWords(
        title=t(kind_of(regression.kind).title),
        error=sentences.line_sentence(t, evaluation),
        people=[(name, sentences.decimal(t, f"{error:.3g}")) for name, error in evaluation.groups],
        data=sentences.data_sentences(t, result.examples),
        weights=[
            (sentences.column_title(t, regression.names[one]), sentences.decimal(t, f"{effects[one]:+.3g}"))
            for one in order
        ],
        features=[sentences.feature_sentence(t, one) for one in plan.features] if plan else [],
        fit=sentences.fit_sentences(t, result.fit),
    )


def _weights(t: Texts, result: TrainedModel) -> list[tuple[str, list[tuple[str, int]]]]:
    from iot_lab.learning.explain import weights
    from iot_lab.learning.sentences import column_title

    recogniser = result.recogniser
    if recogniser.kind != LOGISTIC:
        return []
    return [
        (shown_label(t, label), [(column_title(t, name), one) for name, one in weights(recogniser, place, 5)])
        for place, label in enumerate(recogniser.classes)
    ]
