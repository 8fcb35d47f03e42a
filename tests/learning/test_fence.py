"""The fence: beyond it nothing has a name, and a class that is wide opens no other's."""

from __future__ import annotations

import numpy as np
import pytest

from iot_lab.learning.fence import fence_of
from iot_lab.learning.recogniser import ON_THE_FENCE
from iot_lab.learning.rounding import FeatureSteps

CALM, LIVELY, OTHER = range(3)
PEOPLE, WINDOWS = 5, 40


@pytest.fixture(scope="module")
def fence_and_steps():
    """Two narrow movements and an "other" that is everywhere, by five people who differ a little."""
    chance = np.random.default_rng(3)
    labels = np.repeat([CALM, LIVELY, OTHER], PEOPLE * WINDOWS)
    people = np.tile(np.repeat(np.arange(PEOPLE), WINDOWS), 3)
    middle, width = np.array([[-1.0], [1.0], [0.0]]), np.array([[0.1], [0.1], [2.0]])
    own_ways = chance.normal(0, 0.1, (PEOPLE, 12))[people]
    rows = (middle[labels] + width[labels] * chance.normal(0, 1, (len(labels), 12)) + own_ways).astype(np.float32)
    steps = FeatureSteps.of(rows)
    return fence_of(steps, steps.whole(rows), labels, people), steps, rows, labels


def distances(found, value, named):
    fence, steps, *_ = found
    return int(fence.distance(steps.whole(np.full((1, 12), value, np.float32)), np.array([named]))[0])


def test_what_is_called_a_movement_must_lie_among_its_windows(fence_and_steps):
    assert distances(fence_and_steps, -1.0, CALM) <= ON_THE_FENCE
    assert distances(fence_and_steps, -1.0, LIVELY) > ON_THE_FENCE
    assert distances(fence_and_steps, 1.0, LIVELY) <= ON_THE_FENCE


def test_a_wide_other_lets_nothing_pass_under_another_name(fence_and_steps):
    assert distances(fence_and_steps, 0.0, OTHER) <= ON_THE_FENCE
    assert distances(fence_and_steps, 0.0, CALM) > ON_THE_FENCE
    assert distances(fence_and_steps, 0.0, LIVELY) > ON_THE_FENCE


@pytest.mark.parametrize("label", [CALM, LIVELY, OTHER])
def test_nine_windows_in_ten_of_each_class_pass(label, fence_and_steps):
    fence, steps, rows, labels = fence_and_steps
    mine = rows[labels == label]
    passing = fence.distance(steps.whole(mine), np.full(len(mine), label)) <= ON_THE_FENCE
    assert passing.mean() >= 0.9


def test_a_class_that_one_person_alone_recorded_has_a_fence(fence_and_steps):
    _, steps, rows, labels = fence_and_steps
    people = np.where(labels == LIVELY, 0, np.arange(len(labels)) % 2)
    fence = fence_of(steps, steps.whole(rows), labels, people)
    mine = rows[labels == LIVELY]
    assert (fence.distance(steps.whole(mine), np.full(len(mine), LIVELY)) <= ON_THE_FENCE).mean() >= 0.9
