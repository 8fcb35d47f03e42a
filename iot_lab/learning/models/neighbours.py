"""Typical windows that vote: the nearest ones to a new window name it.

A board keeps few windows, so those that it keeps are made to count. Each class gets its share of them; its windows are
put into that many groups that lie close together (k-means, started far apart), and the average of each group is a
typical window. Then all windows are read a few times: the nearest typical window of the right class is drawn a little
towards each, the nearest of a wrong class pushed away (generalised learning vector quantisation, Sato and Yamada
1996). Sixty such windows name new people better than thousands of recorded ones. Where there are few windows, all are
kept as they were recorded. Steps are three eighths as fine as elsewhere (12 to a deviation, -47 to 47): a kept window
is then one printable character a feature, and a person who opens the program sees text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from iot_lab.learning.examples import SEED
from iot_lab.learning.models.centres import distances
from iot_lab.learning.models.model import ModelAnswers
from iot_lab.learning.rounding import STEPS_A_DEVIATION, FeatureSteps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.learning.arrays import Rows, Whole
    from iot_lab.learning.job import LearningJob

MOST_COARSE: Final = 47
GROUPINGS: Final = 12
ROUNDS, BATCH, RATE, BORDER = 20, 64, 0.05, 0.3


def coarse(steps: Whole) -> Whole:
    """Return steps three eighths as fine, -47 to 47."""
    found: Whole = np.clip((steps * 3 + 4) >> 3, -MOST_COARSE, MOST_COARSE)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class NeighboursModel:
    """`kept` are coarse steps, (windows, features); `sources` the places of the recorded windows nearest to them."""

    steps: FeatureSteps
    kept: Whole
    labels: Whole
    sources: Whole
    votes: int
    classes: int

    def answers(self, rows: Rows) -> ModelAnswers:
        voting = self.labels[self.nearest(rows)[0]]
        counts = np.stack([(voting == label).sum(axis=1) for label in range(self.classes)], axis=1)
        return ModelAnswers(counts.argmax(axis=1), 100 * counts.max(axis=1) // voting.shape[1])

    def nearest(self, rows: Rows, most: int | None = None) -> tuple[Whole, Whole]:
        """Return the places of the nearest kept windows (those that vote), nearest first, and how far they are."""
        far = distances(coarse(self.steps.whole(rows)), self.kept)
        places = np.argsort(far, axis=1, kind="stable")[:, : most or self.votes]
        return places, np.take_along_axis(far, places, 1)

    def as_json(self) -> dict[str, Any]:
        return {"votes": self.votes, "kept": self.kept.tolist(), "labels": self.labels.tolist()}


def train_neighbours(
    rows: Rows, labels: Whole, classes: int, knobs: Mapping[str, int], job: LearningJob
) -> NeighboursModel:
    """Return at most `kept` typical windows, of which the nearest `votes` vote."""
    steps = FeatureSteps.of(rows)
    points = steps.whole(rows) / STEPS_A_DEVIATION
    most = max(knobs["kept"], classes)
    if len(rows) <= most:
        typical, named = points, labels
    else:
        typical, named = _typical(points, labels, classes, most, job.part(0, 0.5))
        _learn(typical, named, points, labels, job.part(0.5, 0.5))
    kept = coarse(np.rint(typical * STEPS_A_DEVIATION).astype(np.int64))
    sources = _distances(points, typical).argmin(axis=0)
    return NeighboursModel(steps, kept, named, sources, min(knobs["votes"], len(kept)), classes)


def _typical(points: Any, labels: Whole, classes: int, most: int, job: LearningJob) -> tuple[Any, Whole]:
    """Return averages of groups of windows, and the class of each."""
    counts = np.bincount(labels, minlength=classes)
    found, named = [], []
    for label, part in job.parts(range(classes)):
        share = min(max(1, most * int(counts[label]) // len(points)), int(counts[label]))
        found.append(_averages(points[labels == label], share, part))
        named += [label] * share
    return np.concatenate(found), np.array(named, np.int64)


def _averages(points: Any, count: int, job: LearningJob) -> Any:
    """Return the averages of `count` groups of points that lie close together."""
    centres = _far_apart(points, count)
    for turn in range(GROUPINGS):
        job.tell(turn / GROUPINGS)
        group = _distances(points, centres).argmin(axis=1)
        members = np.eye(count)[group]
        sizes = members.sum(axis=0)[:, None]
        centres = np.where(sizes > 0, members.T @ points / np.maximum(sizes, 1), centres)
    return centres


def _far_apart(points: Any, count: int) -> Any:
    """Return the point in the middle and then, again and again, one far from those already taken (by chance)."""
    chance = np.random.default_rng(SEED)
    centres = [points[int(_distances(points, points.mean(axis=0)[None]).argmin())]]
    nearest = _distances(points, centres[0][None])[:, 0]
    while len(centres) < count:
        odds = nearest.cumsum()
        centres.append(
            points[int(np.searchsorted(odds, chance.random() * odds[-1], side="right").clip(0, len(points) - 1))]
        )
        nearest = np.minimum(nearest, _distances(points, centres[-1][None])[:, 0])
    return np.stack(centres)


def _learn(typical: Any, named: Whole, points: Any, labels: Whole, job: LearningJob) -> None:
    """Move typical windows, in place, until they name better."""
    chance = np.random.default_rng(SEED)
    for turn in range(ROUNDS):
        job.tell(turn / ROUNDS)
        rate = RATE * (1 - turn / ROUNDS)
        order = chance.permutation(len(points))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            _move(typical, named, points[batch], labels[batch], rate)


def _move(typical: Any, named: Whole, points: Any, labels: Whole, rate: float) -> None:
    far = _distances(points, typical)
    is_own = named == labels[:, None]
    lines = np.arange(len(points))
    own, other = np.where(is_own, far, np.inf).argmin(axis=1), np.where(is_own, np.inf, far).argmin(axis=1)
    to_own, to_other = far[lines, own], far[lines, other]
    both = to_own + to_other + 1e-9
    # Windows near the border between two classes teach most.
    pace = rate * points.shape[1] * np.exp(-(((to_own - to_other) / both / BORDER) ** 2)) / both**2
    # Each window pulls one typical window and pushes another: how much, (windows, typical).
    pulls = np.zeros_like(far)
    pulls[lines, own] = pace * to_other
    pulls[lines, other] -= pace * to_own
    typical += pulls.T @ points - pulls.sum(axis=0)[:, None] * typical


def _distances(points: Any, centres: Any) -> Any:
    far = (points**2).sum(axis=1)[:, None] - 2 * points @ centres.T + (centres**2).sum(axis=1)
    return np.maximum(far, 0)
