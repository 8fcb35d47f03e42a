"""Takes cut in windows: how long, how often, which numbers of them.

A window never crosses two takes. A take shorter than a window gives none, and is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from iot_lab.learning.errors import RecordingEmpty, TakesTooShort, TakesUnequal, WindowWrong
from iot_lab.learning.examples import MOST_EXAMPLES, Examples, counted, sampled
from iot_lab.learning.features import DEFAULT_FEATURES, chosen_features, features, windows_of
from iot_lab.learning.plan import WindowPlan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.learning.arrays import Rows
    from iot_lab.learning.takes import Take

LEAST_SAMPLES, MOST_SAMPLES = 4, 512
DEFAULT_WINDOW_S: Final = 2.0
LEAST_BY_DEFAULT: Final = 8


def plan_for(
    takes: Sequence[Take],
    window_s: float | None = None,
    step_s: float | None = None,
    names: Sequence[str] = DEFAULT_FEATURES,
) -> WindowPlan:
    """Return how these takes are cut; by default 2 s windows (8 samples at least), half over each other.

    Raises RecordingEmpty, TakesUnequal, TakesTooShort, WindowWrong.
    """
    if not takes:
        raise RecordingEmpty
    first = takes[0]
    for take in takes:
        if (tuple(take.axes), take.rate_hz, take.per) != (tuple(first.axes), first.rate_hz, first.per):
            raise TakesUnequal(take=take.id, other=first.id)
    default = max(LEAST_BY_DEFAULT, round(DEFAULT_WINDOW_S * first.rate_hz))
    size = min(default, MOST_SAMPLES) if window_s is None else _samples(window_s, first.rate_hz)
    if not LEAST_SAMPLES <= size <= MOST_SAMPLES:
        raise WindowWrong(samples=size, least=LEAST_SAMPLES, most=MOST_SAMPLES)
    longest = max(map(len, takes))
    if longest < size:
        raise TakesTooShort(longest_s=longest / first.rate_hz, window_s=size / first.rate_hz)
    step = size // 2 if step_s is None else max(1, _samples(step_s, first.rate_hz))
    return WindowPlan(size, step, first.rate_hz, tuple(first.axes), first.per, chosen_features(names))


def _samples(time_s: float, rate_hz: float) -> int:
    return round(min(max(time_s, 0.0) * rate_hz, 1e6))


def examples_of(takes: Sequence[Take], plan: WindowPlan, most: int = MOST_EXAMPLES) -> Examples:
    """Return the windows of takes that the plan fits (of `plan_for`), at most `most` of them."""
    parts = [take_windows(take, plan) for take in takes]
    counts = [len(part) for part in parts]
    labels, classes = counted([take.label for take in takes])
    people, letters = counted([take.person for take in takes])
    days, day_names = counted([take.day for take in takes])
    found = Examples(
        rows=np.concatenate(parts),
        names=plan.names,
        labels=np.repeat(labels, counts),
        classes=classes,
        takes=np.repeat(np.arange(len(takes)), counts),
        take_ids=tuple(take.id for take in takes),
        people=np.repeat(people, counts),
        person_letters=letters,
        days=np.repeat(days, counts),
        day_names=day_names,
        starts=np.concatenate([np.arange(count) * plan.step for count in counts]),
        plan=plan,
        short_takes=tuple(take.id for take, count in zip(takes, counts, strict=True) if not count),
    )
    return sampled(found, most)


def take_windows(take: Take, plan: WindowPlan) -> Rows:
    """Return the features of a take's windows, (windows, columns)."""
    samples = np.stack([take.axes[axis] for axis in plan.axes])
    return features(windows_of(samples, plan.size, plan.step), plan.features, plan.rate_hz)
