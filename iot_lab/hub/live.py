"""Live frames: what changed in the room, encoded once and shared by every page that watches."""

from __future__ import annotations

import json
import threading
from bisect import insort
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from iot_lab.store import unit_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.store import Batch, Reading, TelemetryStore
    from iot_lab.store.telemetry.records import SeriesName

RECENT: Final = 60
"""Points of a sparkline."""
FRAMES_KEPT: Final = 50
MOST_SAMPLES: Final = 20
"""Samples of one series in one frame; of more, the extremes and the last are kept."""
SAMPLES_A_FRAME: Final = 4_000
"""Of all series; where many change at once, each gives fewer, the last at least."""
LINES_A_FRAME: Final = 200
"""Of log; a page shows no more."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One complete server-sent event; frames that follow have greater numbers."""

    number: int
    payload: bytes


@dataclass(slots=True)
class _Series:
    unit: str = ""
    points: deque[tuple[int, float]] = field(default_factory=lambda: deque(maxlen=RECENT))

    def add(self, points: list[tuple[int, float]]) -> None:
        """Take new points; a late one goes in its place."""
        for point in points:
            if not self.points or point[0] >= self.points[-1][0]:
                self.points.append(point)
            elif len(self.points) < RECENT or point[0] > self.points[0][0]:
                ordered = list(self.points)
                insort(ordered, point, key=lambda one: one[0])
                self.points = deque(ordered, maxlen=RECENT)

    def as_json(self, name: str) -> dict[str, Any]:
        t_ms, value = self.points[-1] if self.points else (None, None)
        return {"name": name, "unit": self.unit, "v": value, "t": t_ms, "recent": [list(one) for one in self.points]}


@dataclass(slots=True)
class _Board:
    state: str = "offline"
    seen_ms: int | None = None
    info: dict[str, Any] = field(default_factory=dict)
    series: dict[str, _Series] = field(default_factory=dict)

    def as_json(self, name: str) -> dict[str, Any]:
        return {"name": name, "state": self.state, "seen_ms": self.seen_ms, "info": self.info}


class LiveFrames:
    """The frames of one room; any number of clients wait on it."""

    def __init__(self, room: str = "") -> None:
        self._room = room
        self._boards: dict[str, _Board] = {}
        self._hub: dict[str, Any] = {"state": "broker-lost"}
        self._now_ms = 0
        self._number = 0
        self._kept: deque[Frame] = deque(maxlen=FRAMES_KEPT)
        self._snapshot: Frame | None = None
        self._changed = threading.Condition()

    def load(self, store: TelemetryStore) -> None:
        """Begin with what the store holds."""
        with self._changed:
            for board in store.boards():
                one = self._boards[board.name] = _Board("offline", board.seen_ms, board.info)
                for series in store.series(board.name):
                    points = store.recent(board.name, series.name, RECENT)
                    one.series[series.name] = _Series(series.unit, deque(points, maxlen=RECENT))
            self._snapshot = None

    def add(self, batch: Batch, readings: Mapping[SeriesName, list[Reading]], hub: dict[str, Any], now_ms: int) -> None:
        """Make one frame of what was written, for everybody."""
        with self._changed:
            every = dict.fromkeys((*batch.kinds, *batch.seen_ms, *batch.states, *batch.infos))
            changed = [name for name in every if self._update_board(name, batch)]
            most = max(1, min(MOST_SAMPLES, SAMPLES_A_FRAME // max(1, len(readings))))
            samples = [row for key, new in readings.items() for row in self._add_readings(key, new, most)]
            boards = [self._boards[name].as_json(name) for name in changed]
            lines = [[board, line.t_ms, line.text] for board, line in batch.log[-LINES_A_FRAME:]]
            is_news = (hub.get("state"), hub.get("reason")) != (self._hub.get("state"), self._hub.get("reason"))
            self._hub, self._now_ms = hub, now_ms
            if samples or boards or lines or is_news:
                self._append({"now": now_ms, "samples": samples, "boards": boards, "log": lines, "hub": hub})
            self._snapshot = None

    def tell(self, hub: dict[str, Any], now_ms: int) -> None:
        """Make a frame that only says how the hub is doing."""
        with self._changed:
            self._hub, self._now_ms = hub, now_ms
            self._append({"now": now_ms, "hub": hub})

    def snapshot(self) -> Frame:
        """Return everything a page needs at its start; the frames after its number are what follows it."""
        with self._changed:
            if self._snapshot is None:
                self._snapshot = Frame(self._number, _event("snapshot", self._number, self._everything()))
            return self._snapshot

    def wait_after(self, number: int, timeout_s: float) -> Frame | None:
        """Return the next frame after `number`, a snapshot where that is too long ago, None after `timeout_s`."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._number != number, timeout_s):
                return None
            behind = self._number - number
            if 0 < behind <= len(self._kept):
                return self._kept[-behind]
        return self.snapshot()

    def _everything(self) -> dict[str, Any]:
        boards = [
            board.as_json(name) | {"series": [one.as_json(key) for key, one in sorted(board.series.items())]}
            for name, board in sorted(self._boards.items())
        ]
        return {"now": self._now_ms, "room": self._room, "hub": self._hub, "boards": boards}

    def _update_board(self, name: str, batch: Batch) -> bool:
        """Take what a board said of itself; say whether pages must be told (that it spoke, its samples tell)."""
        is_new = name not in self._boards
        board = self._boards.setdefault(name, _Board())
        before = board.state, board.info
        board.seen_ms = batch.seen_ms.get(name, board.seen_ms)
        board.state = batch.states.get(name, board.state)
        if name in batch.infos:
            board.info = batch.infos[name]
            for key, series in board.series.items():
                series.unit = unit_of(board.info, key)
        return is_new or before != (board.state, board.info)

    def _add_readings(self, key: SeriesName, readings: list[Reading], most: int) -> list[list[Any]]:
        """Keep the readings for the sparkline; return the frame's rows."""
        board_name, name = key
        board = self._boards.setdefault(board_name, _Board())
        series = board.series.get(name)
        if series is None:
            series = board.series[name] = _Series(unit_of(board.info, name))
        series.add([(one.t_ms, one.value) for one in readings[-RECENT:]])
        return [[board_name, name, one.t_ms, one.value] for one in thinned(readings, most)]

    def _append(self, content: dict[str, Any]) -> None:
        self._number += 1
        self._snapshot = None
        self._kept.append(Frame(self._number, _event("frame", self._number, content)))
        self._changed.notify_all()


def thinned(readings: list[Reading], most: int) -> list[Reading]:
    """Return at most `most` readings in their order: the last always, then the extremes, then others evenly."""
    if len(readings) <= most:
        return readings
    places = range(len(readings))
    last = len(readings) - 1
    extremes = (chosen(places, key=lambda place: readings[place].value) for chosen in (min, max))
    wished = dict.fromkeys((last, *extremes, *(number * last // most for number in range(most))))
    return [readings[place] for place in sorted(list(wished)[:most])]


def _event(kind: str, number: int, content: dict[str, Any]) -> bytes:
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"id: {number}\nevent: {kind}\ndata: {data}\n\n".encode()
