"""Learn a model of examples."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from iot_lab.learning.errors import LabelsNotNumbers
from iot_lab.learning.examples import check_learnable
from iot_lab.learning.fence import PASSING, fence_of
from iot_lab.learning.job import LearningJob
from iot_lab.learning.knobs import CENTRES, LOGISTIC, NEIGHBOURS, NETWORK, TREE, UNUSUAL, settings_of
from iot_lab.learning.models.centres import train_centres
from iot_lab.learning.models.line import train_line
from iot_lab.learning.models.logistic import train_logistic
from iot_lab.learning.models.neighbours import NeighboursModel, train_neighbours
from iot_lab.learning.models.network import train_network
from iot_lab.learning.models.tree import train_tree
from iot_lab.learning.models.unusual import train_unusual
from iot_lab.learning.recogniser import Recogniser, Regression
from iot_lab.learning.rounding import FeatureSteps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iot_lab.learning.arrays import Rows
    from iot_lab.learning.examples import Examples
    from iot_lab.learning.models.model import NamingModel

TRAINERS: Final[dict[str, Callable[..., NamingModel]]] = {
    TREE: train_tree,
    NEIGHBOURS: train_neighbours,
    CENTRES: train_centres,
    LOGISTIC: train_logistic,
    NETWORK: train_network,
    UNUSUAL: train_unusual,
}
LARGEST_VALUE: Final = 1e30


def train(
    kind: str,
    examples: Examples,
    knobs: Mapping[str, int] | None = None,
    group: str = "person",
    job: LearningJob | None = None,
) -> Recogniser:
    """Return a recogniser learnt from all examples; the fence is placed by `group` ("person", "day" or "take").

    Raises OneLabel, ManyLabels, FewExamples, NothingVaries, TrainingStopped.
    """
    check_learnable(examples, least_classes=1 if kind == UNUSUAL else 2)
    examples = only_seen_classes(examples)
    work = job or LearningJob()
    settings = settings_of(kind, knobs)
    model = train_model(kind, examples, settings, work.part(0, 0.9))
    steps = FeatureSteps.of(examples.rows)
    groups = fence_groups(examples, group)
    fence = fence_of(steps, steps.whole(examples.rows), examples.labels, groups, settings.get("passing", PASSING))
    work.tell(1.0)
    kept = _kept(model, examples)
    return Recogniser(kind, settings, examples.classes, examples.names, examples.plan, steps, fence, model, kept)


def train_model(kind: str, examples: Examples, settings: Mapping[str, int], job: LearningJob) -> NamingModel:
    """Return the rounded model alone, of examples that can be learnt."""
    return TRAINERS[kind](examples.rows, examples.labels, len(examples.classes), settings, job)


def train_regression(examples: Examples) -> Regression:
    """Return the line that predicts the labels, which are numbers. Raises the errors of `targets_of`."""
    targets = targets_of(examples)
    return Regression("value", examples.names, examples.plan, train_line(examples.rows, targets))


def targets_of(examples: Examples) -> Rows:
    """Return the labels as numbers. Raises LabelsNotNumbers, FewExamples, NothingVaries."""
    check_learnable(examples, least_classes=1)
    values = []
    for label in examples.classes:
        try:
            value = float(label.replace(",", "."))
        except ValueError:
            value = float("nan")
        if not isfinite(value) or abs(value) > LARGEST_VALUE:
            raise LabelsNotNumbers(label=label)
        values.append(value)
    return np.array(values, np.float32)[examples.labels]


def only_seen_classes(examples: Examples) -> Examples:
    """Return examples whose classes all have lines (a class may have had short takes only)."""
    for label in reversed(range(len(examples.classes))):
        if not (examples.labels == label).any():
            examples = examples.without_class(label)
    return examples


def fence_groups(examples: Examples, group: str) -> Any:
    """Return who is set aside to place the fence: people, or takes where there is one person alone."""
    groups = examples.groups(group)
    return groups if len(np.unique(groups)) > 1 else examples.takes


def _kept(model: NamingModel, examples: Examples) -> tuple[tuple[str, int], ...]:
    if not isinstance(model, NeighboursModel):
        return ()
    return tuple((examples.take_ids[examples.takes[one]], int(examples.starts[one])) for one in model.sources)
