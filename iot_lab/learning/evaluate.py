"""How well a kind of model does on people it never saw, said as strongly as the data allow and no more.

Each person (or day) is set aside in turn: the model learns from the others and is asked about that person. Where there
is one person alone, takes are set aside instead, and nothing of it is a score for others. `intervals.py` says how far
the truth may be. Beside it stand the two figures that mislead, named as such, and what the model says of a class that
was hidden from it.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean
from typing import TYPE_CHECKING, Final

import numpy as np

from iot_lab.learning.evaluation import (
    SURE,
    Evaluation,
    GroupScore,
    HiddenClass,
    ModelScore,
    RegressionEvaluation,
    Trust,
    WrongWindow,
)
from iot_lab.learning.examples import LEAST_EXAMPLES, SEED, check_learnable, sampled
from iot_lab.learning.intervals import LEAST_PEOPLE, WIDEST, wider
from iot_lab.learning.job import LearningJob
from iot_lab.learning.knobs import UNUSUAL, settings_of
from iot_lab.learning.models.line import train_line
from iot_lab.learning.recogniser import UNKNOWN, NamedRows
from iot_lab.learning.takes import is_other
from iot_lab.learning.train import only_seen_classes, targets_of, train

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iot_lab.learning.arrays import Marks, Whole
    from iot_lab.learning.examples import Examples

MOST_FOLDS: Final = 12
HIDDEN_FOLDS: Final = 3
SHUFFLED_FOLDS: Final = 5
MOST_FOR_CLAIMS: Final = 3000
"""Windows from which the shuffled figure and the hidden classes are computed: more are sampled."""
MOST_WRONG: Final = 200
NOT_ASKED: Final = -2


def evaluate(
    kind: str,
    examples: Examples,
    knobs: Mapping[str, int] | None = None,
    group: str = "person",
    job: LearningJob | None = None,
) -> Evaluation:
    """Return how a kind of model does. Raises the errors of `train`."""
    check_learnable(examples, least_classes=1 if kind == UNUSUAL else 2)
    asked = _Asking(kind, only_seen_classes(examples), settings_of(kind, knobs), group, job or LearningJob())
    return asked.evaluation()


def score_of(
    kind: str, examples: Examples, knobs: Mapping[str, int] | None = None, group: str = "person"
) -> ModelScore:
    """Return the score alone, which is the quick part of an evaluation."""
    check_learnable(examples, least_classes=1 if kind == UNUSUAL else 2)
    return _Asking(kind, only_seen_classes(examples), settings_of(kind, knobs), group, LearningJob()).score()


def shuffled_share(kind: str, examples: Examples, knobs: Mapping[str, int] | None = None) -> float | None:
    """Return the share of right answers that windows dealt at random would claim, as an evaluation tells it."""
    asked = _Asking(kind, only_seen_classes(examples), settings_of(kind, knobs), "person", LearningJob())
    return asked.shuffled(sampled(examples, MOST_FOR_CLAIMS), LearningJob())


class _Asking:
    """One evaluation: whoever is set aside is asked about."""

    def __init__(self, kind: str, examples: Examples, knobs: Mapping[str, int], group: str, job: LearningJob) -> None:
        self._kind, self._examples, self._knobs, self._job = kind, examples, knobs, job
        self._is_alone = len(np.unique(examples.groups(group))) < 2
        self._asked_group = group
        self._group = "take" if self._is_alone else group

    def evaluation(self) -> Evaluation:
        examples = self._examples
        said, given = self._set_aside(self._job.part(0, 0.45))
        whole = train(self._kind, examples, self._knobs, self._group, self._job.part(0.45, 0.1))
        by_heart = self._is_right(whole.answers(examples.rows), examples)
        few = sampled(examples, MOST_FOR_CLAIMS)
        is_asked = said != NOT_ASKED
        return Evaluation(
            kind=self._kind,
            group=self._asked_group,
            score=self._score(said, given),
            by_heart=float(by_heart.mean()),
            shuffled=self.shuffled(few, self._job.part(0.55, 0.1)),
            classes=examples.classes,
            confusion=self._confusion(said),
            fence_stops=float((given.labels == UNKNOWN)[is_asked].mean()) if is_asked.any() else 0.0,
            wrong=self._wrong(said, given),
            hidden=self._hidden(few, self._job.part(0.65, 0.35)),
        )

    def score(self) -> ModelScore:
        return self._score(*self._set_aside(self._job))

    def _set_aside(self, job: LearningJob) -> tuple[Whole, NamedRows]:
        """Return what each line was called without the fence when its group was set aside, and all of the answers."""
        examples = self._examples
        said = np.full(len(examples), NOT_ASKED, np.int64)
        given = _no_answers(len(examples))
        for is_aside, part in job.parts(list(folds(examples.groups(self._group), MOST_FOLDS))):
            found = self._answers(examples, is_aside, part)
            if found is not None:
                said[is_aside] = found.labels_without_fence
                for whole, one in zip(_columns(given), _columns(found), strict=True):
                    whole[is_aside] = one
        return said, given

    def _answers(
        self, examples: Examples, is_aside: Marks, job: LearningJob, is_hidden: Marks | None = None
    ) -> NamedRows | None:
        """Return the answers for lines set aside, in the examples' classes; None where the others teach too little.

        Lines that are hidden are not learnt from either.
        """
        others = examples.only(~is_aside if is_hidden is None else ~is_aside & ~is_hidden)
        seen = np.unique(others.labels)
        if len(seen) < (1 if self._kind == UNUSUAL else 2) or len(others) < LEAST_EXAMPLES or not is_aside.any():
            return None
        learnt = train(self._kind, others, self._knobs, self._group, job).answers(examples.rows[is_aside])
        names = np.append(seen, UNKNOWN)
        return replace(learnt, labels=names[learnt.labels], labels_without_fence=names[learnt.labels_without_fence])

    def _is_right(self, given: NamedRows, examples: Examples) -> Marks:
        """Whether answers are right; of the unusual, whether the known passes."""
        return self._right(given.labels_without_fence, given.labels, examples.labels)

    def _right(self, said: Whole, fenced: Whole, true: Whole) -> Marks:
        right: Marks = (fenced != UNKNOWN) if self._kind == UNUSUAL else (said == true)
        return right

    def _score(self, said: Whole, given: NamedRows) -> ModelScore:
        examples = self._examples
        names, groups = examples.group_names(self._asked_group), examples.groups(self._asked_group)
        is_right = self._right(said, given.labels, examples.labels)
        found = []
        for place in np.unique(groups):
            here = (groups == place) & (said != NOT_ASKED)
            takes = len(np.unique(examples.takes[here]))
            found.append(GroupScore(names[place], int(is_right[here].sum()), int(here.sum()), takes))
        tested = [one for one in found if one.windows]
        if not tested:
            return ModelScore("none", 0.0, 0.0, 1.0, tuple(found))
        accuracies = [one.accuracy for one in tested]
        score = ModelScore(
            "number", fmean(accuracies), *wider(accuracies, sum(one.takes for one in tested)), tuple(found)
        )
        return replace(score, trust=self._trust(score, len(tested)))

    def _trust(self, score: ModelScore, people: int) -> Trust:
        if self._is_alone:
            return "one"
        if people < LEAST_PEOPLE:
            return "few"
        return "wide" if score.half_width > WIDEST else "number"

    def _confusion(self, said: Whole) -> tuple[tuple[int, ...], ...]:
        size = len(self._examples.classes)
        is_asked = said != NOT_ASKED
        counts = np.bincount(self._examples.labels[is_asked] * size + said[is_asked], minlength=size * size)
        return tuple(tuple(int(one) for one in line) for line in counts.reshape(size, size))

    def _wrong(self, said: Whole, given: NamedRows) -> tuple[WrongWindow, ...]:
        """Return wrong windows, the surest first."""
        examples = self._examples
        places = np.flatnonzero((said != NOT_ASKED) & (said != examples.labels))
        places = places[np.argsort(-given.sure[places], kind="stable")][:MOST_WRONG]
        return tuple(
            WrongWindow(
                examples.take_ids[examples.takes[one]],
                int(examples.starts[one]),
                examples.person_letters[examples.people[one]],
                examples.classes[examples.labels[one]],
                examples.classes[said[one]],
                int(given.sure[one]),
            )
            for one in places
        )

    def shuffled(self, examples: Examples, job: LearningJob) -> float | None:
        """Return the share that windows dealt at random would have claimed."""
        if np.bincount(examples.takes).max() < 2:
            return None
        dealt = np.random.default_rng(SEED).permutation(len(examples)) % SHUFFLED_FOLDS
        right = []
        for turn, part in job.parts(range(SHUFFLED_FOLDS)):
            found = self._answers(examples, dealt == turn, part)
            if found is not None:
                right.append(self._is_right(found, examples.only(dealt == turn)))
        return float(np.concatenate(right).mean()) if right else None

    def _hidden(self, examples: Examples, job: LearningJob) -> tuple[HiddenClass, ...]:
        """Return what is said of each movement when it is hidden; "other" is nobody's movement."""
        shown = [label for label, name in enumerate(examples.classes) if not is_other(name)]
        if len(examples.classes) < (2 if self._kind == UNUSUAL else 3):
            return ()
        return tuple(one for label, part in job.parts(shown) if (one := self._hide(examples, label, part)) is not None)

    def _hide(self, examples: Examples, label: int, job: LearningJob) -> HiddenClass | None:
        is_hidden = examples.labels == label
        others = [place for place, name in enumerate(examples.classes) if is_other(name)]
        hidden, known = [], []
        for is_aside, part in job.parts(list(folds(examples.groups(self._group), HIDDEN_FOLDS))):
            found = self._answers(examples, is_aside, part, is_hidden)
            if found is None:
                continue
            ours, true = is_hidden[is_aside], examples.labels[is_aside]
            is_beyond, is_called_other = found.labels == UNKNOWN, np.isin(found.labels_without_fence, others)
            is_named_surely = (found.sure >= SURE) & ~is_called_other
            is_right = self._right(found.labels_without_fence, found.labels, true)
            hidden.append(np.stack([is_named_surely, is_beyond, is_beyond | is_called_other])[:, ours])
            known.append(np.stack([is_right, is_right & ~is_beyond])[:, ~ours])
        if not hidden or not (count := sum(one.shape[1] for one in hidden)):
            return None
        return HiddenClass(examples.classes[label], count, *_shares(hidden), *_shares(known))


def _shares(parts: list[Marks]) -> list[float]:
    """Return the share of marked lines in each row of (rows, lines) in parts; 0 where there is no line."""
    marks = np.concatenate(parts, axis=1)
    return [float(one) for one in marks.sum(axis=1) / max(1, marks.shape[1])]


def folds(groups: Whole, most: int) -> Iterator[Marks]:
    """Yield the marks of those set aside, each group once, several together where there are more than `most`."""
    names = np.unique(groups)
    for start in range(min(most, len(names))):
        yield np.isin(groups, names[start::most])


def _no_answers(count: int) -> NamedRows:
    return NamedRows(*(np.full(count, UNKNOWN, np.int64) for _ in range(4)))


def _columns(given: NamedRows) -> tuple[Whole, Whole, Whole, Whole]:
    return given.labels, given.labels_without_fence, given.sure, given.distance


def evaluate_regression(examples: Examples, group: str = "person") -> RegressionEvaluation:
    """Return the mean errors of a line. Raises the errors of `train_regression`."""
    targets = targets_of(examples)
    groups, names = examples.groups(group), examples.group_names(group)
    by_heart = np.abs(train_line(examples.rows, targets).values(examples.rows) - targets)
    errors = np.full(len(examples), np.nan)
    seen = np.unique(groups)
    for place in seen if len(seen) > 1 else ():
        is_aside = groups == place
        learnt = train_line(examples.rows[~is_aside], targets[~is_aside])
        errors[is_aside] = np.abs(learnt.values(examples.rows[is_aside]) - targets[is_aside])
    is_tested = len(seen) > 1
    return RegressionEvaluation(
        group=group,
        error=float(errors.mean()) if is_tested else None,
        groups=tuple((names[one], float(errors[groups == one].mean())) for one in seen) if is_tested else (),
        by_heart=float(by_heart.mean()),
        without_model=float(np.abs(targets - targets.mean()).mean()),
    )
