"""One board's charts in words and numbers: the summary, the counts and the data table beside each drawn curve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.texts import key
from iot_lab.web.pages.format import clock_time, decimals_for, number, series_label
from iot_lab.web.requests import first_ms, now_ms, until_ms

if TYPE_CHECKING:
    from iot_lab.store import Chart, SeriesRecord, TelemetryStore
    from iot_lab.texts import Texts

WINDOWS: Final[dict[str, int | None]] = {
    "1m": 60_000,
    "10m": 600_000,
    "1h": 3_600_000,
    "6h": 21_600_000,
    "1d": 86_400_000,
    "all": None,
}
DEFAULT_WINDOW: Final = "10m"
TABLE_ROWS: Final = 12
FIRST_POINTS: Final = 200


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """What stands around one series' curve; `rows` are time, lowest, mean, highest in words."""

    name: str
    label: str
    unit: str
    value: str
    age: str
    summary: str
    counts: str
    has_gaps: bool
    rows: tuple[tuple[str, str, str, str], ...]


def board_charts(store: TelemetryStore, board: str, t: Texts, wanted: str) -> tuple[str, list[SeriesChart]]:
    """Return the window shown (`wanted` where it is one of ours) and the charts of a board."""
    window = wanted if wanted in WINDOWS else DEFAULT_WINDOW
    return window, [_series_chart(store, board, series, t, window) for series in store.series(board, until_ms())]


def first_history(store: TelemetryStore, board: str, series: str, window: str) -> dict[str, object]:
    """Return what the first curve is drawn of at once, with fewer points than the page asks for a moment later.

    An old computer waits some tenths of a second for what its script asks after it ran.
    """
    start_ms, end_ms = _stretch(board, series, window)
    found = store.chart(board, series, start_ms, end_ms, FIRST_POINTS)
    columns = {"t": found.t_ms, "low": found.low, "high": found.high, "mean": found.mean}
    return {"start": start_ms, "end": end_ms, "points": FIRST_POINTS, **columns}


def window_label(t: Texts, window: str) -> str:
    """Return how long a window is, in words."""
    known = {
        "1m": t("window.1m"),
        "10m": t("window.10m"),
        "1h": t("window.1h"),
        "6h": t("window.6h"),
        "1d": t("window.1d"),
    }
    return known.get(window, t("window.all"))


def reset_cause(t: Texts, cause: object) -> str:
    """Return why the board started, in words; what a board invented stays as it said it."""
    known = {
        "power": key("board.reset.power"),
        "button": key("board.reset.button"),
        "watchdog": key("board.reset.watchdog"),
        "deep-sleep": key("board.reset.deep-sleep"),
        "program": key("board.reset.program"),
        "kit": key("board.reset.kit"),
        "console": key("board.reset.console"),
    }
    return t(known[cause]) if isinstance(cause, str) and cause in known else str(cause)


def counts_text(t: Texts, series: SeriesRecord) -> str:
    """Return how many samples of a series were stored, came late, and are missing."""
    parts = [t.count("series.stored", series.stored)]
    if series.late:
        parts.append(t.count("series.late", series.late))
    parts.append(t.count("series.missing", series.missing) if series.missing else t("series.complete"))
    return " · ".join(parts)


def _series_chart(store: TelemetryStore, board: str, series: SeriesRecord, t: Texts, window: str) -> SeriesChart:
    start_ms, end_ms = _stretch(board, series.name, window)
    chart = store.chart(board, series.name, start_ms, end_ms, TABLE_ROWS)
    decimals = decimals_for([*chart.low, *chart.high, *([] if series.value is None else [series.value])])
    return SeriesChart(
        name=series.name,
        label=series_label(t, series.name),
        unit=series.unit or "",
        value="–" if series.value is None else number(series.value, decimals, t.language),
        age="" if series.t_ms is None else age_text(end_ms - series.t_ms, t),
        summary=_summary(chart, series.unit or "", decimals, t, window),
        counts=counts_text(t, series),
        has_gaps=series.missing > 0,
        rows=_rows(chart, decimals, t.language),
    )


def _stretch(board: str, series: str, window: str) -> tuple[int, int]:
    end_ms, width_ms = now_ms(), WINDOWS[window]
    return (first_ms(board, series, end_ms) if width_ms is None else end_ms - width_ms), end_ms


def age_text(age_ms: int, t: Texts) -> str:
    """Return how old a value is, as `dashboard/src/freshness.ts` says it."""
    seconds = max(0, age_ms) // 1000
    if seconds < 60:
        return t.count("series.age.seconds", seconds)
    if seconds < 3600:
        return t.count("series.age.minutes", seconds // 60)
    return t.count("series.age.hours", seconds // 3600)


def _summary(chart: Chart, unit: str, decimals: int, t: Texts, window: str) -> str:
    if not chart.mean:
        return t("chart.empty", window=window_label(t, window))
    low, high = number(min(chart.low), decimals, t.language), number(max(chart.high), decimals, t.language)
    return t("chart.summary", low=low, high=high, unit=unit, window=window_label(t, window)).strip()


def _rows(chart: Chart, decimals: int, language: str) -> tuple[tuple[str, str, str, str], ...]:
    def words(value: float) -> str:
        return number(value, decimals, language)

    columns = zip(chart.t_ms, chart.low, chart.mean, chart.high, strict=True)
    return tuple((clock_time(int(ms)), words(low), words(mean), words(high)) for ms, low, mean, high in columns)
