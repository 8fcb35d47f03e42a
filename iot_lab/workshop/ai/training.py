"""Training in the background, one job a project: what it is doing, how far, and what came of it.

Models are computed in a thread of this process, beside the hub: numpy gives the interpreter away while it computes. A
new training takes the place of the one that runs, which ends at its next step. What came of the last one is kept in a
file beside the project, so that a room that was stopped still has its models.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.topics import is_name
from iot_lab.errors import LabError
from iot_lab.files import write_whole
from iot_lab.learning.knobs import LINE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from iot_lab.learning.examples import Examples
    from iot_lab.learning.job import LearningJob
    from iot_lab.learning.takes import Take
    from iot_lab.workshop.ai.trained_files import TrainedLine, TrainedModel

_log = logging.getLogger(__name__)
ENDING: Final = ".model"


@dataclass
class ModelTraining:
    """One training: `share` is 0 to 1; `error` says why it gave nothing."""

    kind: str
    knobs: Mapping[str, int]
    share: float = 0.0
    is_over: bool = False
    error: LabError | None = None
    result: TrainedModel | TrainedLine | None = None
    stopped: threading.Event = field(default_factory=threading.Event)


class TrainingFailed(LabError):
    """A fault of the bench itself; the log of the kit says more."""

    code = "training-failed"


class ModelTrainings:
    """The trainings of one room; their models are files of `data`, the room's folder."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "ai"
        self._lock = threading.Lock()
        self._latest: dict[str, ModelTraining] = {}
        self._results: dict[str, TrainedModel | TrainedLine | None] = {}

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

    def result(self, project: str) -> TrainedModel | TrainedLine | None:
        """Return what the last training that succeeded gave, perhaps before this start."""
        with self._lock:
            if project not in self._results:
                self._results[project] = self._kept(project)
            return self._results[project]

    def forget_before(self, t_ms: int) -> None:
        """Forget the models that were trained before a moment: they hold sums of what was measured."""
        with self._lock:
            for path in self._folder.glob(f"*{ENDING}"):
                if path.stat().st_mtime * 1000 < t_ms:
                    path.unlink(missing_ok=True)
                    self._results.pop(path.stem, None)

    def _train(self, project: str, takes: list[Take], training: ModelTraining) -> None:
        try:
            training.result = _trained(takes, training)
            with self._lock:
                self._results[project] = training.result
                self._keep(project, training.result)
        except LabError as error:
            training.error = error
        except Exception:  # noqa: BLE001 - whatever it is, the page must say so
            _log.exception("a training failed in a way we did not foresee")
            training.error = TrainingFailed()
        finally:
            training.is_over = True

    def _keep(self, project: str, result: TrainedModel | TrainedLine) -> None:
        """Keep a model; where the disk refuses, it is there until the room stops."""
        from iot_lab.workshop.ai.trained_files import model_bytes

        try:
            self._folder.mkdir(exist_ok=True)
            write_whole(self._folder / f"{project}{ENDING}", model_bytes(result))
        except OSError as error:
            _log.warning("the model of %s could not be kept: %s", project, error)

    def _kept(self, project: str) -> TrainedModel | TrainedLine | None:
        path = self._folder / f"{project}{ENDING}"
        if not is_name(project) or not path.is_file():
            return None
        from iot_lab.workshop.ai.trained_files import read_model

        try:
            return read_model(path.read_bytes())
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the file, there is no model
            _log.warning("the model of %s cannot be read: %r", project, error)
            return None


def _trained(takes: list[Take], training: ModelTraining) -> TrainedModel | TrainedLine:
    from iot_lab.learning.job import LearningJob
    from iot_lab.learning.windows import examples_of, plan_for

    def tell(share: float) -> None:
        training.share = share

    job = LearningJob(tell, training.stopped.is_set)
    examples = examples_of(takes, plan_for(takes))
    found = _line(examples) if training.kind == LINE else _model(examples, training, job)
    job.tell(1.0)
    return found


def _line(examples: Examples) -> TrainedLine:
    from iot_lab.learning.evaluate import evaluate_regression
    from iot_lab.learning.fit import fit_of_line
    from iot_lab.learning.train import train_regression
    from iot_lab.workshop.ai.trained_files import TrainedLine

    regression = train_regression(examples)
    return TrainedLine(regression, examples, evaluate_regression(examples), fit_of_line(regression, examples))


def _model(examples: Examples, training: ModelTraining, job: LearningJob) -> TrainedModel:
    from iot_lab.learning.evaluate import evaluate
    from iot_lab.learning.fit import fit_of
    from iot_lab.learning.train import train
    from iot_lab.workshop.ai.trained_files import TrainedModel

    facts: dict[str, Any] = {"knobs": training.knobs, "group": "person"}
    evaluation = evaluate(training.kind, examples, job=job.part(0, 0.7), **facts)
    recogniser = train(training.kind, examples, job=job.part(0.7, 0.1), **facts)
    return TrainedModel(recogniser, examples, evaluation, fit_of(recogniser, examples))
