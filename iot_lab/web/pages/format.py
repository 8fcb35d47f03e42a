"""Numbers, times and series names for a person, the same on the server and in the page (dashboard/src/format.ts)."""

from __future__ import annotations

import datetime as dt
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iot_lab.texts import Texts

NARROW_SPACE = "\u202f"
MINUS = "\u2212"
SPARK_WIDTH, SPARK_HEIGHT, SPARK_MARGIN = 120.0, 32.0, 3.0


def decimals_for(values: Iterable[float]) -> int:
    """Return how many decimals suit these values: none where all are whole, at most two."""
    known = list(values)
    if all(value == int(value) for value in known):
        return 0
    largest = max(abs(value) for value in known)
    return 2 if largest < 10 else 1 if largest < 1000 else 0


def number(value: float, decimals: int, language: str) -> str:
    """Return a number as its reader writes it: `1 234,5` in French, `1,234.5` in English."""
    if not isfinite(value):
        return "–"
    text = f"{abs(value):,.{decimals}f}"
    if language == "fr":
        text = text.replace(",", NARROW_SPACE).replace(".", ",")
    is_negative = value < 0 and any(digit not in "0,." for digit in text)
    return MINUS + text if is_negative else text


def clock_time(t_ms: int | None) -> str:
    """Return `14:05:09` on this computer's clock, a dash where no time is known."""
    return dt.datetime.fromtimestamp(t_ms / 1000).astimezone().strftime("%H:%M:%S") if t_ms else "–"


def written_time(t_ms: int) -> str:
    """Return `2026-11-28 14:05` on this computer's clock."""
    return dt.datetime.fromtimestamp(t_ms / 1000).astimezone().strftime("%Y-%m-%d %H:%M")


def minute_of(t_ms: int) -> str:
    """Return `14:05` on this computer's clock."""
    return dt.datetime.fromtimestamp(t_ms / 1000).astimezone().strftime("%H:%M")


def series_label(t: Texts, name: str) -> str:
    """Return the name of a series in words where it is a usual one; `motion.ax` keeps its last part."""
    root, _, part = name.partition(".")
    words = {
        "temperature": t("series.temperature"),
        "humidity": t("series.humidity"),
        "pressure": t("series.pressure"),
        "light": t("series.light"),
        "lamp": t("series.lamp"),
        "distance": t("series.distance"),
        "button": t("series.button"),
        "motion": t("series.motion"),
        "acceleration": t("series.acceleration"),
        "battery": t("series.battery"),
        "signal": t("series.signal"),
    }
    label = words.get(root, root)
    return f"{label} {part}" if part else label


def spark_path(points: Sequence[Sequence[float]]) -> str:
    """Return the SVG path of a small curve through (time, value) points, in a 120 x 32 box; on and off go in steps."""
    if len(points) < 2:
        return ""
    times, values = [point[0] for point in points], [point[1] for point in points]
    across, low = max(times[-1] - times[0], 1), min(values)
    height = SPARK_HEIGHT - 2 * SPARK_MARGIN
    scale = height / (max(values) - low) if max(values) > low else 0
    floor = SPARK_HEIGHT - SPARK_MARGIN if scale else SPARK_HEIGHT / 2
    dots = [
        (f"{(t - times[0]) / across * SPARK_WIDTH:.1f}", f"{floor - (value - low) * scale:.1f}")
        for t, value in zip(times, values, strict=True)
    ]
    if set(values) <= {0, 1}:
        return f"M0 {dots[0][1]}" + "".join(f"H{x}V{y}" for x, y in dots[1:])
    return "M" + "L".join(f"{x} {y}" for x, y in dots)
