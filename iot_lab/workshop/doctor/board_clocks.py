"""How far boards' clocks are behind this computer's, from two looks at what they send. Pure.

A sample says when its board took it. One that arrives now and is old comes from a clock that is behind, or from a board
that sends what it kept during an outage: that one makes up for lost time faster than time passes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.store.telemetry.glance import LastHeard

_FASTEST: Final = 1.5
_MARGIN_MS: Final = 1500


def behind_s(before: Iterable[LastHeard], after: Iterable[LastHeard], now_ms: int, passed_ms: int) -> dict[str, float]:
    """Return the seconds by which each board that sent something between the two looks is behind."""
    first = {board.name: board.newest_ms for board in before}
    behind = {}
    for board in after:
        gained_ms = board.newest_ms - first.get(board.name, board.newest_ms)
        if board.is_online and 0 < gained_ms <= passed_ms * _FASTEST + _MARGIN_MS:
            behind[board.name] = (now_ms - board.newest_ms) / 1000
    return behind
