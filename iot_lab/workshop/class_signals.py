"""What the trainer says to all pages of the class at once: look up, a hint, a solution that may be looked at.

Kept in memory only, and told on the topic `class` of the live channel; a restart of the kit ends a pause.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.live import LiveChannel

CLASS: Final = "class"
"""The topic."""


class ClassSignals:
    """The signals of one room. Safe to use from several threads."""

    def __init__(self, live: LiveChannel) -> None:
        self._lock = threading.RLock()
        self._is_paused = False
        self._solutions: set[str] = set()
        self._hint: dict[str, Any] | None = None
        self._hints_sent = 0
        self.topic = live.open(CLASS, self.as_json)

    @property
    def is_paused(self) -> bool:
        """Whether everybody is asked to look up."""
        return self._is_paused

    def pause(self, *, is_paused: bool) -> None:
        """Ask everybody to look up, or let them go on."""
        with self.topic.changing(), self._lock:
            self._is_paused = is_paused
            self.topic.tell(self.as_json())

    def send_hint(self, exercise: str, texts: Mapping[str, str]) -> None:
        """Show a sentence to who is at an exercise; `texts` has one for each language."""
        with self.topic.changing(), self._lock:
            self._hints_sent += 1
            self._hint = {"exercise": exercise, "number": self._hints_sent, "texts": dict(texts)}
            self.topic.tell(self.as_json())

    def show_solution(self, exercise: str, *, is_shown: bool) -> None:
        """Let learners look at the solution of an exercise, or no longer."""
        with self.topic.changing(), self._lock:
            (self._solutions.add if is_shown else self._solutions.discard)(exercise)
            self.topic.tell(self.as_json())

    def is_solution_shown(self, exercise: str) -> bool:
        """Say whether learners may look at a solution."""
        return exercise in self._solutions

    def as_json(self) -> dict[str, Any]:
        """Return what the topic says."""
        with self._lock:
            return {"paused": self._is_paused, "hint": self._hint, "solutions": sorted(self._solutions)}
