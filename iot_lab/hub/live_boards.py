"""The topic `boards` of the live channel: what the hub wrote, as frames for every page that watches.

A frame is made of what one transaction wrote, never of what was only received, and holds only what changed: samples,
boards whose state or info is new, log lines, how the hub is. The hub makes one at once when few messages come,
else some twelve a second at most (`pace.py`). Frames are bounded, since every page draws them: of many samples of a
series the extremes and the last are kept, of very many series each gives fewer. That a board merely spoke is no news:
its samples say it. The snapshot holds what a page would know after all frames: each board with the last points of its
series.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from iot_lab.explain.log import LONGEST_TRACEBACK, last_error
from iot_lab.hub.limits import FUTURE_MS
from iot_lab.store import unit_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.live import LiveChannel
    from iot_lab.store import Batch, Reading, TelemetryStore
    from iot_lab.store.telemetry.records import SeriesName

BOARDS: Final = "boards"
RECENT: Final = 60
"""Points of a sparkline."""
MOST_SAMPLES: Final = 20
"""Samples of one series in one frame; of more, the extremes and the last are kept."""
SAMPLES_A_FRAME: Final = 4_000
"""Of all series; where many change at once, each gives fewer, the last at least."""
LINES_A_FRAME: Final = 200
"""Of log; a page shows no more."""


@dataclass(slots=True)
class _Series:
    unit: str = ""
    points: deque[tuple[int, float]] = field(default_factory=lambda: deque(maxlen=RECENT))

    def add(self, points: list[tuple[int, float]], until_ms: int) -> None:
        """Take new points; a late one goes in its place, and those after `until_ms` go: a clock was set back."""
        while self.points and self.points[-1][0] > until_ms:
            self.points.pop()
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
    words: deque[str] = field(default_factory=lambda: deque(maxlen=LONGEST_TRACEBACK))
    """The last lines of its log, since its program began."""

    def as_json(self, name: str) -> dict[str, Any]:
        return {"name": name, "state": self.state, "seen_ms": self.seen_ms, "info": self.info, "line": self.line()}

    def line(self) -> int | None:
        """Return the line at which the program ended by an error: boards say that it did, and their log where."""
        if _program_state(self.info) != "failed":
            return None
        found = last_error(list(self.words))
        return found.error.line if found else None


class LiveBoards:
    """The boards of one room as pages see them, and the hub's word on itself."""

    def __init__(self, room: str, channel: LiveChannel) -> None:
        self._room, self._channel = room, channel
        self._boards: dict[str, _Board] = {}
        self._hub: dict[str, Any] = {"state": "broker-lost"}
        self._now_ms = 0
        self.topic = channel.open(BOARDS, self._everything)

    def load(self, store: TelemetryStore, now_ms: int) -> None:
        """Begin with what the store holds."""
        with self.topic.changing():
            for board in store.boards():
                one = self._boards[board.name] = _Board("offline", board.seen_ms, board.info)
                one.words.extend(line.text for line in store.log_lines(board.name, LONGEST_TRACEBACK))
                for series in store.series(board.name):
                    points = store.recent(board.name, series.name, RECENT, until_ms=now_ms + FUTURE_MS)
                    one.series[series.name] = _Series(series.unit, deque(points, maxlen=RECENT))

    def add(self, batch: Batch, readings: Mapping[SeriesName, list[Reading]], hub: dict[str, Any], now_ms: int) -> None:
        """Make one frame of what was written."""
        with self.topic.changing():
            words: dict[str, list[str]] = {}
            for name, line in batch.log:
                words.setdefault(name, []).append(line.text)
            every = dict.fromkeys((*batch.kinds, *batch.states, *batch.infos, *words))
            every |= dict.fromkeys(
                name for name, seen_ms in batch.seen_ms.items() if not self._only_spoke(name, seen_ms)
            )
            changed = [name for name in every if self._update_board(name, batch, words.get(name, []))]
            most = max(1, min(MOST_SAMPLES, SAMPLES_A_FRAME // max(1, len(readings))))
            until_ms = now_ms + FUTURE_MS
            samples = [row for key, new in readings.items() for row in self._add_readings(key, new, most, until_ms)]
            boards = [self._boards[name].as_json(name) for name in changed]
            lines = [[board, line.t_ms, line.text] for board, line in batch.log[-LINES_A_FRAME:]]
            is_news = (hub.get("state"), hub.get("reason")) != (self._hub.get("state"), self._hub.get("reason"))
            self._hub, self._now_ms = hub, now_ms
            if samples or boards or lines or is_news:
                self.topic.tell({"now": now_ms, "samples": samples, "boards": boards, "log": lines, "hub": hub})

    def rename(self, old: str, new: str) -> None:
        """Let a board have another name; every page is given all there is, since names stand everywhere in it."""
        with self.topic.changing():
            before = self._boards.pop(old, None)
            if before is None:
                return
            board = self._boards.setdefault(new, before)
            for name, series in before.series.items():
                twin = board.series.setdefault(name, series)
                if twin is not series:
                    twin.add(list(series.points), self._now_ms + FUTURE_MS)
        self.topic = self._channel.open(BOARDS, self._everything)

    def tell(self, hub: dict[str, Any], now_ms: int) -> None:
        """Make a frame that only says how the hub is doing."""
        with self.topic.changing():
            self._hub, self._now_ms = hub, now_ms
            self.topic.tell({"now": now_ms, "hub": hub})

    def _everything(self) -> dict[str, Any]:
        boards = [
            board.as_json(name) | {"series": [one.as_json(key) for key, one in sorted(board.series.items())]}
            for name, board in sorted(self._boards.items())
        ]
        return {"now": self._now_ms, "room": self._room, "hub": self._hub, "boards": boards}

    def _only_spoke(self, name: str, seen_ms: int) -> bool:
        """Note when a board that is known spoke: most of a batch's boards did no more; False where it is a new one."""
        board = self._boards.get(name)
        if board is None:
            return False
        board.seen_ms = seen_ms
        return True

    def _update_board(self, name: str, batch: Batch, words: list[str]) -> bool:
        """Take what a board said of itself; say whether pages must be told (that it spoke, its samples tell)."""
        is_new = name not in self._boards
        board = self._boards.setdefault(name, _Board())
        before = board.state, board.info, board.line()
        board.words.extend(words)
        board.seen_ms = batch.seen_ms.get(name, board.seen_ms)
        board.state = batch.states.get(name, board.state)
        if name in batch.infos:
            if _program_state(board.info) == "failed" and _program_state(batch.infos[name]) != "failed":
                board.words.clear()
            board.info = batch.infos[name]
            for key, series in board.series.items():
                series.unit = unit_of(board.info, key)
        return is_new or before != (board.state, board.info, board.line())

    def _add_readings(self, key: SeriesName, readings: list[Reading], most: int, until_ms: int) -> list[list[Any]]:
        """Keep the readings for the sparkline; return the frame's rows."""
        board_name, name = key
        board = self._boards.setdefault(board_name, _Board())
        series = board.series.get(name)
        if series is None:
            series = board.series[name] = _Series(unit_of(board.info, name))
        series.add([(one.t_ms, one.value) for one in readings[-RECENT:]], until_ms)
        return [[board_name, name, one.t_ms, one.value] for one in thinned(readings, most)]


def _program_state(info: dict[str, Any]) -> object:
    program = info.get("program")
    return program.get("state") if isinstance(program, dict) else None


def thinned(readings: list[Reading], most: int) -> list[Reading]:
    """Return at most `most` readings in their order: the last always, then the extremes, then others evenly."""
    if len(readings) <= most:
        return readings
    places = range(len(readings))
    last = len(readings) - 1
    extremes = (chosen(places, key=lambda place: readings[place].value) for chosen in (min, max))
    wished = dict.fromkeys((last, *extremes, *(number * last // most for number in range(most))))
    return [readings[place] for place in sorted(list(wished)[:most])]
