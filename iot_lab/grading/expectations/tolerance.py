"""Instants, durations and values that may differ a little from what is wanted, and how the tolerance is said.

The board's clock counts microseconds, and scenarios are written in seconds: `to_us` brings both to whole microseconds
before they are compared, so that a change at the very instant of a press is never before it by a rounding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.grading.sentences import seconds

if TYPE_CHECKING:
    from iot_lab.grading.sentences import Sentence

US_PER_S: Final = 1_000_000


def to_us(duration_s: float) -> int:
    """Return seconds as whole microseconds."""
    return round(duration_s * US_PER_S)


def is_near(value: float, wanted: float, within_percent: float) -> bool:
    """Say whether `value` is within so many percent of `wanted`; a millionth is forgiven."""
    return abs(value - wanted) <= abs(wanted) * within_percent / 100 + 1e-6


def lasts(duration_us: int, wanted_s: float, within_percent: float) -> bool:
    """Say whether a duration is within so many percent of what is wanted; the clock's own step is forgiven."""
    return abs(duration_us - to_us(wanted_s)) <= to_us(wanted_s * within_percent / 100) + 1


def duration_fields(duration_s: float, within_percent: float) -> dict[str, Sentence]:
    """Return a duration and its bounds, for a sentence with {duration}, {least} and {most}."""
    margin_s = duration_s * within_percent / 100
    return {
        "duration": seconds(duration_s),
        "least": seconds(duration_s - margin_s),
        "most": seconds(duration_s + margin_s),
    }
