"""Data that bench/learning.py judges on: seglearn's watch recordings by person, and three tables of scikit-learn."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from sklearn import datasets
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from iot_lab.learning.examples import Examples
from iot_lab.learning.features import ALL_FEATURES
from iot_lab.learning.takes import Take, person_letter
from iot_lab.learning.windows import examples_of, plan_for

if TYPE_CHECKING:
    from collections.abc import Callable

AXES: Final = ("ax", "ay", "az", "gx", "gy", "gz")
TABLES: Final = {
    "digits": datasets.load_digits,
    "wine": datasets.load_wine,
    "cancer": datasets.load_breast_cancer,
}


@cache
def watch_takes() -> tuple[Take, ...]:
    """Return 140 takes: 10 people, 7 movements, 50 Hz, in thousandths; its package is not imported."""
    found = importlib.util.find_spec("seglearn")
    assert found is not None
    assert found.origin is not None
    data = np.load(Path(found.origin).parent / "data" / "watch_dataset.npy", allow_pickle=True).item()
    return tuple(
        Take(
            str(place),
            data["y_labels"][int(label)],
            person_letter(int(person) - 1),
            50.0,
            {axis: _thousandths(samples[:, column]) for column, axis in enumerate(AXES)},
        )
        for place, (samples, label, person) in enumerate(zip(data["X"], data["y"], data["subject"], strict=True))
    )


def _thousandths(values: Any) -> Any:
    return np.clip(np.rint(1000 * values), -32768, 32767).astype(np.int16)


@cache
def watch(window_s: float = 3.0) -> Examples:
    takes = watch_takes()
    return examples_of(takes, plan_for(takes, window_s, window_s / 2, ALL_FEATURES))


@cache
def table(name: str) -> Examples:
    data = TABLES[name]()
    rows = data.data.astype(np.float32)
    lines, zeros = np.arange(len(rows)), np.zeros(len(rows), np.int64)
    return Examples(
        rows, tuple(map(str, data.feature_names)), data.target.astype(np.int64), tuple(map(str, data.target_names)),
        lines, tuple(map(str, lines)), zeros, ("A",), zeros, ("",), zeros,
    )  # fmt: skip


def cells(*, is_quick: bool) -> list[tuple[str, Examples, list[tuple[Any, Any]]]]:
    """Return name, examples and the parts of a 10-fold, or by-person, cross-validation."""
    found = []
    for name in ("watch", *TABLES):
        examples = watch() if name == "watch" else table(name)
        folds = GroupKFold(10) if name == "watch" else StratifiedKFold(10, shuffle=True, random_state=0)
        parts = list(folds.split(examples.rows, examples.labels, examples.people))
        found.append((name, examples, parts[:3] if is_quick else parts))
    return found


REFEREES: Final[dict[str, Callable[[], Any]]] = {
    "tree": lambda: DecisionTreeClassifier(max_depth=5, random_state=0),
    "neighbours": lambda: make_pipeline(StandardScaler(), KNeighborsClassifier(5)),
    "centres": lambda: make_pipeline(StandardScaler(), NearestCentroid()),
    "logistic": lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000)),
    "network": lambda: make_pipeline(StandardScaler(), MLPClassifier((16,), max_iter=400, random_state=0)),
}
"""The same pipelines of scikit-learn, by our names."""


def cells_asked(*, is_quick: bool) -> list[tuple[str, str, bool]]:
    """Return which models are compared on which data."""
    return [
        (name, kind, is_quick)
        for name, _, _ in cells(is_quick=is_quick)
        for kind in REFEREES
        if not is_quick or kind == "tree" or name == "wine" or (kind != "network" and name != "digits")
    ]
