"""Every board of the room as its trainer needs it: what it does, whose it is, and the first thing that keeps it away.

The theory. A board serves its learner by steps that stand on each other: its files were written, the room knows its
account, it was ever heard, it is here now, its program runs, its samples leave it. The first broken step explains all
those after it, so only that one is said. A board without anything to say (nothing broken) has an empty step.

What a board tells of itself is untrusted: only numbers and texts of the expected kind are read. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from iot_lab.contract.info import FAILED_STATES, LEFT_OUT_FOR_TROUBLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from iot_lab.workshop.board_list import ListedBoard

Step = Literal[
    "", "unfinished", "refused", "unheard", "away", "program", "left-out", "queue", "signal", "silent", "kit"
]  # fmt: skip
WEAK_DBM: Final = -80
"""Below, an ESP32 repeats most of what it sends."""
LONG_QUEUE: Final = 50
"""Samples that wait on the board: it cannot send as fast as it measures."""
FRESH_MS: Final = 5_000
"""A board sends its oldest sample first: where one so young has arrived, none waits that it told of before."""
SILENT_MS: Final = 120_000


@dataclass(frozen=True, slots=True)
class LatestSample:
    """The newest number of a board; `t_ms` since 1970."""

    series: str
    value: float
    unit: str
    t_ms: int


@dataclass(frozen=True, slots=True)
class BoardOverview:
    """One board; `owner` is its learner's number, `signal_dbm` and `queue` None where the board does not tell them."""

    listed: ListedBoard
    info: Mapping[str, Any]
    error_line: int | None
    seen_ms: int
    latest: LatestSample | None
    owner: int | None
    queue: int | None
    broken: Step

    @property
    def name(self) -> str:
        """The board's name."""
        return self.listed.name

    @property
    def is_online(self) -> bool:
        """Whether it is in the room now."""
        return self.listed.is_online

    @property
    def signal_dbm(self) -> int | None:
        """How strongly the board hears its Wi-Fi."""
        return _whole(self.info.get("rssi"))

    @property
    def is_spare(self) -> bool:
        """Whether a learner may have it now."""
        return self.is_online and self.owner is None


def overview(
    rows: Iterable[ListedBoard],
    live: Iterable[Mapping[str, Any]],
    owners: Mapping[str, int],
    refused: Collection[str],
    now_ms: int,
) -> list[BoardOverview]:
    """Return the boards, by name; `live` is what the live channel says, `refused` whom the broker turned away."""
    told = {str(one["name"]): one for one in live}
    return [_one(row, told.get(row.name, {}), owners.get(row.name), refused, now_ms) for row in rows]


def spares(boards: Iterable[BoardOverview]) -> list[BoardOverview]:
    """Return the boards that nobody has, real ones first."""
    return sorted((one for one in boards if one.is_spare), key=lambda one: (one.listed.is_simulated, one.name))


def _one(
    row: ListedBoard, told: Mapping[str, Any], owner: int | None, refused: Collection[str], now_ms: int
) -> BoardOverview:
    info = told.get("info") or {}
    latest = _latest(told.get("series") or [])
    queue = 0 if latest and now_ms - latest.t_ms < FRESH_MS else _whole(info.get("queue"))
    seen_ms = max(row.seen_ms, _whole(told.get("seen_ms")) or 0)
    return BoardOverview(
        listed=row,
        info=info,
        error_line=_whole(told.get("line")),
        seen_ms=seen_ms,
        latest=latest,
        owner=owner,
        queue=queue,
        broken=_broken(row, info, latest, queue or 0, is_refused=row.name in refused, seen_ms=seen_ms, now_ms=now_ms),
    )


def _broken(
    row: ListedBoard,
    info: Mapping[str, Any],
    latest: LatestSample | None,
    queue: int,
    *,
    is_refused: bool,
    seen_ms: int,
    now_ms: int,
) -> Step:
    if row.state in {"failed", "writing"}:
        return "unfinished"
    if not row.is_online:
        if is_refused:
            return "refused"
        return "away" if seen_ms else "unheard"
    return _broken_here(info, latest, queue, now_ms)


def _broken_here(info: Mapping[str, Any], latest: LatestSample | None, queue: int, now_ms: int) -> Step:
    """Return what is wrong with a board that is in the room."""
    said = info.get("program")
    program = said if isinstance(said, dict) else {}
    state, reason = program.get("state"), program.get("reason")
    if reason in LEFT_OUT_FOR_TROUBLE:
        return "left-out"
    if state in FAILED_STATES:
        return "program"
    if queue > LONG_QUEUE:
        return "queue"
    if (_whole(info.get("rssi")) or 0) < WEAK_DBM:
        return "signal"
    is_silent = latest is not None and now_ms - latest.t_ms > SILENT_MS
    if state == "running" and is_silent:
        return "silent"
    return "kit" if isinstance(info.get("kit_back"), str) else ""


def _latest(series: Iterable[Mapping[str, Any]]) -> LatestSample | None:
    found = [one for one in series if one.get("v") is not None and one.get("t") is not None]
    if not found:
        return None
    newest = max(found, key=lambda one: one["t"])
    return LatestSample(str(newest["name"]), float(newest["v"]), str(newest.get("unit") or ""), int(newest["t"]))


def _whole(value: object) -> int | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return int(value) if is_number and abs(value) < 2**53 else None  # type: ignore[arg-type, call-overload]
