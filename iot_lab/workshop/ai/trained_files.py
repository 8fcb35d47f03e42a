"""What a training gave, as a file beside its project: the model's own JSON, its evaluation, and the table it learnt.

One archive of plain arrays (numpy's .npz, never a pickle), written whole. A file that cannot be read is as none: a new
training takes some seconds, and the takes are still there.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from iot_lab.learning.evaluation import (
    Evaluation,
    GroupScore,
    HiddenClass,
    ModelScore,
    RegressionEvaluation,
    WrongWindow,
)
from iot_lab.learning.examples import Examples
from iot_lab.learning.fit import BoardFit
from iot_lab.learning.reading import recogniser_from_json, regression_from_json

if TYPE_CHECKING:
    from iot_lab.learning.recogniser import Recogniser, Regression

FORMAT: Final = 1
MOST_BYTES: Final = 64 * 1024 * 1024
_ARRAYS: Final = ("rows", "labels", "takes", "people", "days", "starts")
_NAMES: Final = ("names", "classes", "take_ids", "person_letters", "day_names", "short_takes")


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """What one training of a model that names movements gave."""

    recogniser: Recogniser
    examples: Examples
    evaluation: Evaluation
    fit: BoardFit


@dataclass(frozen=True, slots=True)
class TrainedLine:
    """What one training of a model that predicts a value gave."""

    regression: Regression
    examples: Examples
    evaluation: RegressionEvaluation
    fit: BoardFit


def model_bytes(found: TrainedModel | TrainedLine) -> bytes:
    """Return what is kept of a training."""
    model = found.recogniser if isinstance(found, TrainedModel) else found.regression
    told = {
        "format": FORMAT,
        "model": model.as_json(),
        "evaluation": asdict(found.evaluation),
        "fit": asdict(found.fit),
        "examples": {name: getattr(found.examples, name) for name in (*_NAMES, "sampled_from")},
    }
    content = io.BytesIO()
    words = np.frombuffer(json.dumps(told).encode(), np.uint8)
    np.savez_compressed(content, told=words, **{name: getattr(found.examples, name) for name in _ARRAYS})
    return content.getvalue()


def read_model(content: bytes) -> TrainedModel | TrainedLine:
    """Return what was kept. Raises ValueError, KeyError, TypeError or an error of learning where it is damaged."""
    if len(content) > MOST_BYTES:
        raise ValueError("too large")
    with np.load(io.BytesIO(content), allow_pickle=False) as kept:
        told = json.loads(kept["told"].tobytes())
        arrays = {name: kept[name] for name in _ARRAYS}
    if told["format"] != FORMAT:
        raise ValueError("another format")
    fit = BoardFit(**_tuples(told["fit"]))
    if told["model"]["kind"] == "line":
        regression = regression_from_json(told["model"])
        examples = _examples(arrays, told["examples"], regression.plan)
        return TrainedLine(regression, examples, RegressionEvaluation(**_tuples(told["evaluation"])), fit)
    recogniser = recogniser_from_json(told["model"])
    examples = _examples(arrays, told["examples"], recogniser.plan)
    return TrainedModel(recogniser, examples, _evaluation(told["evaluation"]), fit)


def _examples(arrays: dict[str, Any], told: dict[str, Any], plan: Any) -> Examples:
    size = len(arrays["rows"])
    if not size or any(len(one) != size for one in arrays.values()):
        raise ValueError("unequal lengths")
    names: dict[str, Any] = {name: tuple(map(str, told[name])) for name in _NAMES}
    return Examples(**arrays, **names, plan=plan, sampled_from=told["sampled_from"])


def _evaluation(told: dict[str, Any]) -> Evaluation:
    score = told["score"]
    groups = tuple(GroupScore(**one) for one in score["groups"])
    return Evaluation(
        **{
            **_tuples(told),
            "score": ModelScore(**{**score, "groups": groups}),
            "wrong": tuple(WrongWindow(**one) for one in told["wrong"]),
            "hidden": tuple(HiddenClass(**one) for one in told["hidden"]),
        }
    )


def _tuples(told: dict[str, Any]) -> dict[str, Any]:
    """Return the values as dataclasses hold them: JSON has no tuples."""
    return {name: _tuple(value) for name, value in told.items()}


def _tuple(value: Any) -> Any:
    return tuple(map(_tuple, value)) if isinstance(value, list) else value
