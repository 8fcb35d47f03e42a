"""Durations and values that may differ a little from what is wanted, and how the tolerance is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.grading.sentences import seconds

if TYPE_CHECKING:
    from iot_lab.texts import Texts

CLOCK_STEP_S: Final = 1e-6


def is_near(value: float, wanted: float, within_percent: float) -> bool:
    """Say whether `value` is within so many percent of `wanted`; the clock's own step is forgiven."""
    return abs(value - wanted) <= abs(wanted) * within_percent / 100 + CLOCK_STEP_S


def duration_words(duration_s: float, within_percent: float, t: Texts) -> dict[str, object]:
    """Return a duration and its bounds, for a sentence with {duration}, {least} and {most}."""
    margin_s = duration_s * within_percent / 100
    return {
        "duration": seconds(duration_s, t),
        "least": seconds(duration_s - margin_s, t),
        "most": seconds(duration_s + margin_s, t),
    }
