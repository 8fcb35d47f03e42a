"""What a board does, how well it hears, and what holds it up, in words for its trainer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.web.pages.format import decimals_for, number, series_label
from iot_lab.workshop.board_overview import WEAK_DBM

if TYPE_CHECKING:
    from iot_lab.texts import Texts
    from iot_lab.workshop.board_overview import BoardOverview

GOOD_DBM: Final = -67
_HOUR, _DAY = 60, 24 * 60


def age_words(age_ms: int, t: Texts) -> str:
    """Say how long ago something was."""
    minutes = max(0, age_ms) // 60_000
    if minutes < 1:
        return t("age.now")
    if minutes < _HOUR:
        return t.count("age.minutes", minutes)
    if minutes < _DAY:
        return t.count("age.hours", minutes // _HOUR)
    return t.count("age.days", minutes // _DAY)


def latest_words(board: BoardOverview, t: Texts) -> str:
    """Return the newest sample of a board, empty where there is none."""
    latest = board.latest
    if latest is None:
        return ""
    value = number(latest.value, decimals_for([latest.value]), t.language)
    return f"{series_label(t, latest.series)} {value} {latest.unit}".strip()


def signal_words(dbm: int, t: Texts) -> str:
    """Say how well a board hears its Wi-Fi."""
    said = number(dbm, 0, t.language)
    if dbm >= GOOD_DBM:
        return t("signal.good", dbm=said)
    return t("signal.fair", dbm=said) if dbm >= WEAK_DBM else t("signal.weak", dbm=said)


def step_words(t: Texts) -> dict[str, tuple[str, str]]:
    """Return what is broken first, and what to do, by step (`board_overview.Step`)."""
    return {
        "unfinished": (t("step.unfinished"), t("step.unfinished.next")),
        "refused": (t("step.refused"), t("step.refused.next")),
        "unheard": (t("step.unheard"), t("step.unheard.next")),
        "away": (t("step.away"), t("step.away.next")),
        "program": (t("step.program"), t("step.program.next")),
        "left-out": (t("step.left_out"), t("step.left_out.next")),
        "queue": (t("step.queue"), t("step.queue.next")),
        "signal": (t("step.signal"), t("step.signal.next")),
        "silent": (t("step.silent"), t("step.silent.next")),
        "kit": (t("step.kit"), t("step.kit.next")),
    }
