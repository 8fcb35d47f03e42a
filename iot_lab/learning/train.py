"""Learn a model of examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.learning.examples import Examples
    from iot_lab.learning.job import LearningJob
    from iot_lab.learning.recogniser import Recogniser


def train(
    kind: str,
    examples: Examples,
    knobs: Mapping[str, int] | None = None,
    job: LearningJob | None = None,
    group: str = "person",
) -> Recogniser:
    """Return a recogniser learnt from all examples. `group` ("person", "day", "take") sets the fence aside in turn.

    Raises OneLabel, ManyLabels, FewExamples, NothingVaries, LabelsNotNumbers, TrainingStopped.
    """
    raise NotImplementedError
