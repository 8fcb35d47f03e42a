"""Whose series of a board still finds a place. Pure.

The theory. A series costs memory for ever, so a board's are bounded; but a loop that makes names, a beginner's mistake,
must not take the places of the next program's. So a new series is let in unless so many others are heard at this time
(something came within QUIET_MS): those that fell silent make way, and keep what they brought. In all a board has four
times as many. A series that is known is never refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.hub.values import MessageRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.hub.limits import HubLimits
    from iot_lab.store.telemetry.records import SeriesName

QUIET_MS: Final = 10_000
_SILENT_MS: Final = -QUIET_MS


class PlacesForSeries:
    """When something of each series came last, by board; `series` are what the store knows."""

    def __init__(self, limits: HubLimits, series: Iterable[SeriesName]) -> None:
        self._limits = limits
        self._heard_ms: dict[str, dict[str, int]] = {}
        for board, name in series:
            self._heard_ms.setdefault(board, {})[name] = _SILENT_MS

    def take(self, board: str, names: list[str], now_ms: int) -> None:
        """Note that something of these series came, or raise MessageRefused where a new one finds no place."""
        heard = self._heard_ms.setdefault(board, {})
        new = {name for name in names if name not in heard}
        if new:
            loud = sum(abs(now_ms - last_ms) < QUIET_MS for last_ms in heard.values())
            if (
                loud + len(new) > self._limits.series_per_board
                or len(heard) + len(new) > self._limits.series_of_a_board_in_all
            ):
                raise MessageRefused("series")
        for name in names:
            heard[name] = now_ms

    def rename(self, old: str, new: str) -> None:
        """Give a board's series another name's places."""
        self._heard_ms.setdefault(new, {}).update(self._heard_ms.pop(old, {}))
