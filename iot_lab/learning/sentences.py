"""What an evaluation and a fit say to a person, the same words on a page, in the report and in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.learning.knobs import UNUSUAL, kind_of
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.learning.evaluation import Evaluation, HiddenClass, RegressionEvaluation
    from iot_lab.learning.examples import Examples
    from iot_lab.learning.fit import BoardFit
    from iot_lab.texts import Texts

MOST_NAMED = 8


def percent(share: float) -> int:
    return round(100 * share)


def decimal(t: Texts, text: str) -> str:
    """Return a number's text as its reader writes it: `0,5` in French, without a needless `.0`."""
    short = text.removesuffix(".0")
    return short.replace(".", ",") if t.language == "fr" else short


def data_sentences(t: Texts, examples: Examples) -> list[str]:
    """Return what was learnt from, and what was left out."""
    counts = {
        "windows": len(examples),
        "takes": len(set(examples.takes.tolist())),
        "people": len(set(examples.people.tolist())),
        "classes": len(set(examples.labels.tolist())),
    }
    found = [t(key("learning.data"), **counts)]
    if examples.sampled_from is not None:
        found.append(t(key("learning.sampled"), kept=len(examples), all=examples.sampled_from))
    if examples.short_takes:
        named = ", ".join(examples.short_takes[:MOST_NAMED]) + ("…" if len(examples.short_takes) > MOST_NAMED else "")
        found.append(t(key("learning.short"), takes=named))
    return found


def score_sentence(t: Texts, evaluation: Evaluation) -> str:
    """Return the score, or words instead of it."""
    score = evaluation.score
    if score.trust == "number" and evaluation.kind == UNUSUAL:
        return t(key("learning.score.unusual"), share=percent(score.accuracy))
    if score.trust == "number":
        shares = {"share": score.accuracy, "low": score.low, "high": score.high}
        return t(key("learning.score.number"), **{name: percent(share) for name, share in shares.items()})
    if score.trust == "one":
        right, windows = sum(one.right for one in score.groups), sum(one.windows for one in score.groups)
        return t(key("learning.score.one"), right=right, windows=windows)
    if score.trust == "few":
        return t(key("learning.score.few"))
    return t(key("learning.score.wide")) if score.trust == "wide" else t(key("learning.score.none"))


def misleading_sentences(t: Texts, evaluation: Evaluation) -> list[str]:
    """Return the two figures that are no scores, each with why."""
    found = [t(key("learning.heart"), share=percent(evaluation.by_heart))]
    if evaluation.shuffled is None:
        return found
    share = percent(evaluation.shuffled)
    points = share - percent(evaluation.score.accuracy)
    if evaluation.score.trust == "number" and points > 0:
        found.append(t(key("learning.shuffled"), share=share, points=points))
    elif evaluation.score.trust != "number":
        found.append(t(key("learning.shuffled.alone"), share=share))
    return found


def hidden_sentence(t: Texts, hidden: HiddenClass) -> str:
    shares = {"named": hidden.named_sure, "fence": hidden.stopped_by_fence, "stopped": hidden.stopped}
    return t(key("learning.hidden"), label=hidden.label, **{name: percent(share) for name, share in shares.items()})


def price_sentence(t: Texts, evaluation: Evaluation) -> str:
    """Return what the fence costs the known movements."""
    return t(key("learning.hidden.price"), share=percent(evaluation.fence_stops))


def fit_sentences(t: Texts, fit: BoardFit) -> list[str]:
    sizes = {"file": f"{fit.file_bytes / 1024:.0f}", "memory": f"{fit.memory_bytes / 1024:.0f}"}
    time = f"{fit.features_ms + fit.answer_ms:.0f}"
    found = [t(key("learning.fit"), time=time, share=percent(fit.processor_share), **sizes)]
    return found if fit.differing else [*found, t(key("learning.fit.same"))]


def refusal_words(t: Texts, refusal: str) -> str:
    """Return what does not fit."""
    return {
        "file": t(key("learning.fit.file")),
        "memory": t(key("learning.fit.memory")),
        "time": t(key("learning.fit.time")),
        "answers": t(key("learning.fit.answers")),
    }[refusal]


def proposal_sentence(t: Texts, kind: str, fit: BoardFit) -> str:
    """Return what to choose smaller."""
    if fit.proposal is None:
        return t(key("learning.fit.fewer"))
    name, value = fit.proposal
    title = next(knob.title for knob in kind_of(kind).knobs if knob.name == name)
    return t(key("learning.fit.proposal"), knob=t(title), value=value)


def line_sentence(t: Texts, found: RegressionEvaluation) -> str:
    """Return the mean errors of a line."""
    more = {
        name: decimal(t, f"{value:.3g}")
        for name, value in (("heart", found.by_heart), ("without", found.without_model))
    }
    if found.error is None:
        return t(key("learning.line.alone"), **more)
    return t(key("learning.line.error"), error=decimal(t, f"{found.error:.3g}"), **more)


def feature_sentence(t: Texts, feature: str) -> str:
    """Return what a feature is, in words."""
    return {
        "mean": t(key("learning.feature.mean")),
        "deviation": t(key("learning.feature.deviation")),
        "min": t(key("learning.feature.min")),
        "max": t(key("learning.feature.max")),
        "crossings": t(key("learning.feature.crossings")),
        "energy": t(key("learning.feature.energy")),
        "slope": t(key("learning.feature.slope")),
        "frequency": t(key("learning.feature.frequency")),
    }[feature]


def column_title(t: Texts, column: str) -> str:
    """Return the name of a column ("ax mean") in words; a column of a table is its own name."""
    axis, _, feature = column.rpartition(" ")
    titles = {
        "mean": key("learning.column.mean"),
        "deviation": key("learning.column.deviation"),
        "min": key("learning.column.min"),
        "max": key("learning.column.max"),
        "crossings": key("learning.column.crossings"),
        "energy": key("learning.column.energy"),
        "slope": key("learning.column.slope"),
        "frequency": key("learning.column.frequency"),
    }
    return t(titles[feature], axis=axis) if axis and feature in titles else column
