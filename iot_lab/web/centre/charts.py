"""A series as one line of SVG, drawn by the centre: its pages need no script. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.store import Chart

WIDTH: Final = 720
HEIGHT: Final = 240


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """The points of a polyline in a box of WIDTH x HEIGHT, and what its edges mean."""

    points: str
    low: float
    high: float
    start_ms: int
    end_ms: int


def line_of(chart: Chart, end_ms: int) -> SeriesLine | None:
    """Return the line of a chart's means from its first one on, None where it is empty."""
    if not chart.t_ms:
        return None
    start_ms = min(chart.t_ms[0], end_ms - 1)
    low, high = min(chart.low), max(chart.high)
    span = (high - low) or 1.0
    points = (
        f"{(t_ms - start_ms) / (end_ms - start_ms) * WIDTH:.1f},{HEIGHT - (mean - low) / span * HEIGHT:.1f}"
        for t_ms, mean in zip(chart.t_ms, chart.mean, strict=True)
    )
    return SeriesLine(" ".join(points), low, high, start_ms, end_ms)
