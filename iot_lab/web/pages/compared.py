"""A verdict's timeline, ready to draw: what was expected as a shade, what was seen as a line on it, and both in words.

Rows are stretched to the width of the page, so a path is in hundredths of it; words stand beside the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from iot_lab.web.pages.format import number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.texts import Texts

WIDTH, HEIGHT = 100.0, 24.0
TOP, FLOOR = 3.0, 21.0
MARK_WIDTH: Final = 1.2
WORDS_UP_TO: Final = 6
"""Moments of a track that are said."""


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One pin or topic: its label, the two paths, and the same in words."""

    label: str
    expected: str
    seen: str
    said: str


@dataclass(frozen=True, slots=True)
class DrawnComparison:
    """The rows, the words under the axis, and where the cursor stands, in hundredths of the width."""

    rows: tuple[DrawnRow, ...]
    ticks: tuple[str, ...]
    differs: float
    differs_said: str


def drawn_comparison(report: dict[str, Any], t: Texts) -> DrawnComparison | None:
    """Return the timeline of a report (docs/report.md), None where it has none."""
    compared = report.get("compared")
    if not compared:
        return None
    start_s, end_s = float(compared["start_s"]), float(compared["end_s"])

    def across(at_s: float) -> float:
        share = (at_s - start_s) / ((end_s - start_s) or 1.0)
        return round(min(1.0, max(0.0, share)) * WIDTH, 2)

    rows = tuple(_row(row, across, t) for row in compared["rows"])
    ticks = tuple(_seconds(at_s, t) for at_s in (start_s, (start_s + end_s) / 2, end_s))
    differs = t("compared.differs", moment=_seconds(compared["differs_s"], t))
    return DrawnComparison(rows, ticks, across(compared["differs_s"]), differs)


def _row(row: dict[str, Any], across: Callable[[float], float], t: Texts) -> DrawnRow:
    expected, seen, where = row["expected"], row["seen"], row["where"]
    if row["kind"] == "topic":
        label = t("compared.topic", topic=where.rpartition("/")[2] or where)
        paths = _marks(expected, across, MARK_WIDTH), _marks(seen, across, 0.0)
    else:
        label = t("compared.pin", pin=where)
        paths = f"{_level(expected, across)}V{FLOOR:g}H0Z" if expected else "", _level(seen, across)
    said = t("compared.row", row=label, expected=_words(expected, row["kind"], t), seen=_words(seen, row["kind"], t))
    return DrawnRow(label, *paths, said)


def _level(track: Sequence[Sequence[float]], across: Callable[[float], float]) -> str:
    """Return a line at 0 until the first moment, then at each level until the next."""
    path = f"M0 {FLOOR:g}"
    for at_s, level in track:
        path += f"H{across(at_s):g}V{FLOOR - (FLOOR - TOP) * level:g}"
    return f"{path}H{WIDTH:g}"


def _marks(track: Sequence[Sequence[float]], across: Callable[[float], float], width: float) -> str:
    """Return an upright mark for each message: a bar of some width, or a line."""
    if not width:
        return "".join(f"M{across(at_s):g} {TOP:g}V{FLOOR:g}" for at_s, _ in track)
    return "".join(f"M{across(at_s) - width / 2:g} {TOP:g}h{width:g}V{FLOOR:g}h-{width:g}z" for at_s, _ in track)


def _words(track: Sequence[Sequence[float]], kind: str, t: Texts) -> str:
    if not track:
        return t("compared.nothing")
    told = [_moment(at_s, level, kind, t) for at_s, level in track[:WORDS_UP_TO]]
    left = len(track) - len(told)
    return ", ".join([*told, *([t.count("compared.more", left)] if left else [])])


def _moment(at_s: float, level: float, kind: str, t: Texts) -> str:
    at = _seconds(at_s, t)
    if kind == "topic":
        return at
    if level in (0.0, 1.0):
        return t("compared.level", level=int(level), moment=at)
    return t("compared.duty", percent=number(level * 100, 0, t.language), moment=at)


def _seconds(at_s: float, t: Texts) -> str:
    decimals = len(f"{at_s:.2f}".rstrip("0").partition(".")[2])
    return t("compared.seconds", number=number(at_s, decimals, t.language))
