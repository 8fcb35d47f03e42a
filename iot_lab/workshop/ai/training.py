"""Training in the background, one job a project: what it is doing, how far, and what came of it.

Models are computed in a thread of this process, beside the hub: numpy gives the interpreter away while it computes. A
new training takes the place of the one that runs, which ends at its next step.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from iot_lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iot_lab.learning.evaluation import Evaluation
    from iot_lab.learning.examples import Examples
    from iot_lab.learning.fit import BoardFit
    from iot_lab.learning.recogniser import Recogniser
    from iot_lab.learning.takes import Take

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """What one training gave."""

    recogniser: Recogniser
    examples: Examples
    evaluation: Evaluation
    fit: BoardFit


@dataclass
class ModelTraining:
    """One training: `share` is 0 to 1; `error` says why it gave nothing."""

    kind: str
    knobs: Mapping[str, int]
    share: float = 0.0
    is_over: bool = False
    error: LabError | None = None
    result: TrainedModel | None = None
    stopped: threading.Event = field(default_factory=threading.Event)


class TrainingFailed(LabError):
    """A fault of the bench itself; the log of the kit says more."""

    code = "training-failed"


class ModelTrainings:
    """The trainings of one room."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest: dict[str, ModelTraining] = {}
        self._results: dict[str, TrainedModel] = {}

    def start(self, project: str, takes: Sequence[Take], kind: str, knobs: Mapping[str, int]) -> ModelTraining:
        """Begin to train; the one before is given up."""
        training = ModelTraining(kind, dict(knobs))
        with self._lock:
            before = self._latest.get(project)
            if before is not None:
                before.stopped.set()
            self._latest[project] = training
        work = threading.Thread(target=self._train, args=(project, list(takes), training), daemon=True)
        work.name = f"training-{project}"
        work.start()
        return training

    def stop(self, project: str) -> None:
        """Give the training up."""
        training = self.latest(project)
        if training is not None:
            training.stopped.set()

    def stop_all(self) -> None:
        """Give every training up: the room closes."""
        for project in list(self._latest):
            self.stop(project)

    def latest(self, project: str) -> ModelTraining | None:
        """Return the training begun last."""
        return self._latest.get(project)

    def result(self, project: str) -> TrainedModel | None:
        """Return what the last training that succeeded gave."""
        return self._results.get(project)

    def _train(self, project: str, takes: list[Take], training: ModelTraining) -> None:
        try:
            training.result = _trained(takes, training)
            with self._lock:
                self._results[project] = training.result
        except LabError as error:
            training.error = error
        except Exception:  # noqa: BLE001 - whatever it is, the page must say so
            _log.exception("a training failed in a way we did not foresee")
            training.error = TrainingFailed()
        finally:
            training.is_over = True


def _trained(takes: list[Take], training: ModelTraining) -> TrainedModel:
    from iot_lab.learning.evaluate import evaluate
    from iot_lab.learning.fit import fit_of
    from iot_lab.learning.job import LearningJob
    from iot_lab.learning.train import train
    from iot_lab.learning.windows import examples_of, plan_for

    def tell(share: float) -> None:
        training.share = share

    job = LearningJob(tell, training.stopped.is_set)
    examples = examples_of(takes, plan_for(takes))
    facts: dict[str, Any] = {"knobs": training.knobs, "group": "person"}
    evaluation = evaluate(training.kind, examples, job=job.part(0, 0.7), **facts)
    recogniser = train(training.kind, examples, job=job.part(0.7, 0.1), **facts)
    fit = fit_of(recogniser, examples)
    job.tell(1.0)
    return TrainedModel(recogniser, examples, evaluation, fit)
