"""What a drawn board shows, made of the simulator's events: for newcomers all of it, for watchers what changed. Pure.

What is taken waits until a frame tells it, and only then belongs to what newcomers are given: so a snapshot and the
frames that follow it say everything once.

Everything is bounded, since a program may toggle a pin a hundred thousand times a second: of a line's changes in one
frame the first ones are kept, with a count of the others, and the level at the end is always told.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from iot_lab.foreign_text import clean, clean_bytes, clean_lines

if TYPE_CHECKING:
    from iot_lab.simulator.board import Event

EDGES_KEPT: Final = 240
"""Of one line, for newcomers."""
EDGES_A_FRAME: Final = 60
"""Of one line."""
MESSAGES_KEPT: Final = 40
MESSAGES_A_FRAME: Final = 20
LINES: Final = 32
"""Pins that are drawn in the timeline."""
TEXT_KEPT: Final = 8_000
TEXT_A_FRAME: Final = 4_000
LONGEST_PAYLOAD: Final = 200
Edge = tuple[int, float]


@dataclass(slots=True)
class _Line:
    """One pin: milliseconds and level, or the duty of its PWM."""

    told: deque[Edge] = field(default_factory=lambda: deque(maxlen=EDGES_KEPT))
    new: list[Edge] = field(default_factory=list)
    left_out: int = 0
    level: float | None = None

    def add(self, edge: Edge) -> None:
        if edge[1] == self.level:
            return
        self.level = edge[1]
        if len(self.new) < EDGES_A_FRAME:
            self.new.append(edge)
        else:
            self.new[-1] = edge
            self.left_out += 1

    def tell(self) -> list[list[float]]:
        told = [list(edge) for edge in self.new]
        self.told.extend(self.new)
        self.new, self.left_out = [], 0
        return told


class BoardPicture:
    """One run of one board."""

    def __init__(self, exercise: str, run: int) -> None:
        self.exercise, self.run = exercise, run
        self.state = "running"
        self.error: dict[str, Any] | None = None
        self.now_ms = 0
        self._told: dict[str, Any] = self._base()
        self._lines: dict[str, _Line] = {}
        self._shows: dict[str, Any] = {}
        self._new_shows: dict[str, Any] = {}
        self._messages: deque[list[Any]] = deque(maxlen=MESSAGES_KEPT)
        self._new_messages: list[list[Any]] = []
        self._text = self._new_text = ""
        self._has_text_left_out = False
        self._has_news = True

    @property
    def has_news(self) -> bool:
        """Whether a frame would say anything."""
        return self._has_news

    def take(self, event: Event) -> bool:
        """Take an event of the simulator; say whether there is news."""
        self.now_ms = event.t_us // 1000
        if event.kind == "shows":
            self._new_shows[event.where] = event.value
        elif event.kind == "pin":
            self.edge(event.where, float(bool(event.value)))
        elif event.kind == "pwm" and isinstance(event.value, dict):
            self.edge(event.where, float(event.value["duty"]))
        elif event.kind == "print":
            self.say(str(event.value))
        elif event.kind in {"mqtt-publish", "mqtt-receive"} and isinstance(event.value, dict):
            self._message("out" if event.kind == "mqtt-publish" else "in", event.where, event.value)
        elif event.kind in {"wifi-joined", "wifi-lost"}:
            self._new_shows["wifi"] = {"is_joined": event.kind == "wifi-joined"}
        elif event.kind == "callback-error":
            self.say(str(event.value))
        else:
            return False
        self._has_news = True
        return True

    def edge(self, pin: str, level: float) -> None:
        """A line has another level now."""
        line = self._lines.get(pin)
        if line is None:
            if len(self._lines) >= LINES:
                return
            line = self._lines[pin] = _Line()
        line.add((self.now_ms, level))
        self._has_news = True

    def say(self, text: str) -> None:
        """Something was printed."""
        new = self._new_text + clean_lines(text)
        self._has_text_left_out |= len(new) > TEXT_A_FRAME
        self._new_text = new[-TEXT_A_FRAME:]
        self._has_news = True

    def end(self, state: str, error: dict[str, Any] | None = None) -> None:
        """The run is over."""
        self.state, self.error, self._has_news = state, error, True

    def frame(self) -> dict[str, Any]:
        """Return what changed since the last frame."""
        lines = {pin: line for pin, line in self._lines.items() if line.new}
        left_out = sum(line.left_out for line in lines.values())
        self._told = self._base()
        told = self._told | {
            "shows": self._new_shows,
            "edges": {pin: line.tell() for pin, line in lines.items()},
            "left_out": left_out,
            "messages": self._new_messages,
            "text": self._new_text,
            "text_left_out": self._has_text_left_out,
        }
        self._shows |= self._new_shows
        self._messages.extend(self._new_messages)
        self._text = (self._text + self._new_text)[-TEXT_KEPT:]
        self._new_shows, self._new_messages, self._new_text = {}, [], ""
        self._has_text_left_out = self._has_news = False
        return told

    def everything(self) -> dict[str, Any]:
        """Return what a newcomer needs: all that frames told."""
        return self._told | {
            "shows": dict(self._shows),
            "edges": {pin: [list(edge) for edge in line.told] for pin, line in self._lines.items() if line.told},
            "left_out": 0,
            "messages": list(self._messages),
            "text": self._text,
            "text_left_out": False,
        }

    def _base(self) -> dict[str, Any]:
        return {
            "exercise": self.exercise,
            "run": self.run,
            "state": self.state,
            "error": self.error,
            "t_ms": self.now_ms,
        }

    def _message(self, way: str, topic: str, value: dict[str, Any]) -> None:
        payload = value.get("payload", b"")
        text = clean_bytes(payload, LONGEST_PAYLOAD) if isinstance(payload, bytes) else clean(str(payload), 200)
        row = [self.now_ms, way, clean(topic, LONGEST_PAYLOAD), text]
        if len(self._new_messages) < MESSAGES_A_FRAME:
            self._new_messages.append(row)
