"""The free workshop: what a learner makes beside the course, programs and dashboards, each under a name of its own.

They are kept as programs of exercises are, with versions, and erased with their learner: an own program's "exercise"
is `own:<name>`, a dashboard's `dashboard:<name>` (its text is JSON, `dashboards.py`). No exercise has such a name.
A dashboard that the trainer shows on the wall has a file `wall` beside it: so it is there again after a restart.

Own programs run on a drawn workbench: one part of each kind that a beginner has, on the pins that the course uses.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.program_parts import MAIN
from iot_lab.errors import LabError
from iot_lab.foreign_text import clean
from iot_lab.simulator.parts import part_types
from iot_lab.simulator.parts.button import Button
from iot_lab.simulator.parts.buzzer import Buzzer
from iot_lab.simulator.parts.dht22 import Dht22
from iot_lab.simulator.parts.led import Led
from iot_lab.simulator.parts.neopixel_strip import NeopixelStrip
from iot_lab.simulator.parts.potentiometer import Potentiometer
from iot_lab.simulator.world.scenario import Scenario
from iot_lab.texts import key
from iot_lab.wiring import WiredPart, describe, draw
from iot_lab.workshop.dashboards import checked_dashboard, dashboard_in, dashboard_text
from iot_lab.workshop.drawn_boards.world import LASTS_S, DrawnWorld
from iot_lab.workshop.exercise_texts import ExerciseText
from iot_lab.workshop.wiring_picture import WiringPicture

if TYPE_CHECKING:
    from iot_lab.store import ProgressStore
    from iot_lab.texts import Texts
    from iot_lab.workshop.learner_work import LearnerWork

OWN: Final = "own:"
DASHBOARD: Final = "dashboard:"
LONGEST_NAME: Final = 32
MOST_KEPT: Final = 40
"""Programs and dashboards of one learner."""
WALL: Final = "wall"
STARTER: Final = """from machine import Pin
import time

led = Pin(2, Pin.OUT)
button = Pin(18, Pin.IN, Pin.PULL_UP)

while True:
    led.value(1 - button.value())
    time.sleep_ms(20)
"""
WIRED: Final = (
    (Led(2), {"pin": 2}, "330 Ω"),
    (Button(18), {"pin": 18}, ""),
    (Potentiometer(34), {"pin": 34}, ""),
    (Dht22(15), {"pin": 15}, ""),
    (NeopixelStrip(27), {"pin": 27}, ""),
    (Buzzer(25), {"pin": 25}, ""),
)


class OwnNameRefused(LabError):
    """A name without a letter, too long, or with a sign that no address takes. Details: longest."""

    code = "own-name-refused"


class OwnWorkFull(LabError):
    """A learner has as many programs and dashboards as are kept. Details: most."""

    code = "own-work-full"


class OwnWorkUnknown(LabError):
    """The learner has nothing of this name. Details: name."""

    code = "own-work-unknown"


@dataclass(frozen=True, slots=True)
class OwnWork:
    """One program or dashboard, by its name."""

    name: str
    saved_ms: int


class FreeWorkshop:
    """What the learners of a room make. Safe to use from several threads."""

    def __init__(self, progress: ProgressStore, work: LearnerWork) -> None:
        self._progress, self._work = progress, work
        self._lock = threading.Lock()
        self._walls: set[tuple[int, str]] = set()
        for learner in progress.learners():
            for one in self.dashboards(learner.id):
                kept = work.program(learner.id, DASHBOARD + one.name)
                if kept is not None and WALL in kept.files:
                    self._walls.add((learner.id, one.name))

    def programs(self, learner_id: int) -> list[OwnWork]:
        """Return a learner's own programs, the one saved last first."""
        return self._kept(learner_id, OWN)

    def dashboards(self, learner_id: int) -> list[OwnWork]:
        """Return a learner's dashboards, the one saved last first."""
        return self._kept(learner_id, DASHBOARD)

    def begin_program(self, learner_id: int, name: str, starter: str) -> str:
        """Begin a program; return its name. Raises OwnNameRefused, OwnWorkFull."""
        return self._begin(learner_id, OWN, name, starter)

    def begin_dashboard(self, learner_id: int, name: str) -> str:
        """Begin a dashboard; return its name. Raises OwnNameRefused, OwnWorkFull."""
        return self._begin(learner_id, DASHBOARD, name, "[]")

    def has_program(self, learner_id: int, exercise: str) -> bool:
        """Say whether `own:<name>` is a program of the learner's."""
        return exercise.startswith(OWN) and self._work.program(learner_id, exercise) is not None

    def dashboard(self, learner_id: int, name: str) -> list[dict[str, Any]]:
        """Return the widgets of a dashboard. Raises OwnWorkUnknown."""
        kept = self._work.program(learner_id, DASHBOARD + name)
        if kept is None:
            raise OwnWorkUnknown(name=name[:LONGEST_NAME])
        return dashboard_in(kept.text)

    def keep_dashboard(self, learner_id: int, name: str, content: Any) -> list[dict[str, Any]]:
        """Keep what a page holds. Raises OwnWorkUnknown, DashboardWrong, TopicNotYours."""
        self.dashboard(learner_id, name)
        widgets = checked_dashboard(content)
        self._write(learner_id, name, widgets, is_on_wall=(learner_id, name) in self._walls)
        return widgets

    def show_on_wall(self, learner_id: int, name: str, *, is_shown: bool) -> None:
        """Show a dashboard on the wall, or no more. Raises OwnWorkUnknown."""
        widgets = self.dashboard(learner_id, name)
        self._write(learner_id, name, widgets, is_on_wall=is_shown)
        with self._lock:
            (self._walls.add if is_shown else self._walls.discard)((learner_id, name))

    def on_wall(self) -> list[tuple[int, str, list[dict[str, Any]]]]:
        """Return the dashboards on the wall: learner, name, widgets."""
        found = []
        for learner_id, name in sorted(self._walls):
            try:
                found.append((learner_id, name, self.dashboard(learner_id, name)))
            except OwnWorkUnknown:
                self._walls.discard((learner_id, name))
        return found

    def is_on_wall(self, learner_id: int, name: str) -> bool:
        """Say whether a dashboard is on the wall."""
        return (learner_id, name) in self._walls

    def remove(self, learner_id: int, exercise: str) -> None:
        """Remove a program or a dashboard (`own:<name>`, `dashboard:<name>`) with its versions."""
        if exercise.startswith((OWN, DASHBOARD)):
            self._progress.remove_program(learner_id, exercise)
            self._walls.discard((learner_id, exercise.removeprefix(DASHBOARD)))

    def _kept(self, learner_id: int, prefix: str) -> list[OwnWork]:
        return [
            OwnWork(one.exercise.removeprefix(prefix), one.saved_ms)
            for one in self._progress.program_headers(learner_id)
            if one.exercise.startswith(prefix)
        ]

    def _begin(self, learner_id: int, prefix: str, name: str, text: str) -> str:
        checked = checked_own_name(name)
        known = {one.name for one in self._kept(learner_id, prefix)}
        if checked not in known:
            if len(known) >= MOST_KEPT:
                raise OwnWorkFull(most=MOST_KEPT)
            self._work.save(learner_id, prefix + checked, {MAIN: text}, None)
        return checked

    def _write(self, learner_id: int, name: str, widgets: list[dict[str, Any]], *, is_on_wall: bool) -> None:
        kept = self._work.program(learner_id, DASHBOARD + name)
        files = {MAIN: dashboard_text(widgets), **({WALL: "1"} if is_on_wall else {})}
        self._work.save(learner_id, DASHBOARD + name, files, kept.token if kept else None)


def checked_own_name(text: str) -> str:
    """Return a name as it is shown. Raises OwnNameRefused."""
    name = " ".join(clean(text[:200]).split())
    is_plain = all(sign.isalnum() or sign in " -_.'’" for sign in name)
    if not 0 < len(name) <= LONGEST_NAME or not is_plain or not any(sign.isalnum() for sign in name):
        raise OwnNameRefused(longest=LONGEST_NAME)
    return name


@lru_cache(maxsize=1)
def workbench() -> DrawnWorld:
    """Return the world in which own programs run."""
    parts = tuple(part for part, _, _ in WIRED)
    drawn = tuple(f"{_kind(part)}:{next(iter(pins.values()))}" for part, pins, _ in WIRED)
    pins = tuple(dict.fromkeys(pin for _, pins, _ in WIRED for pin in pins.values()))
    return DrawnWorld(Scenario(LASTS_S, parts), pins, drawn, has_network=True)


def own_program_text(name: str, memo: str, starter: str, t: Texts) -> ExerciseText:
    """Return what the page of an own program shows in an exercise's place."""
    parts = [WiredPart(_kind(part), t(part_types()[_kind(part)].TITLE), pins, "", ohm) for part, pins, ohm in WIRED]
    sentences = describe(parts, t)
    picture = WiringPicture(draw(parts, t(key("own.workbench")), " ".join(sentences)), tuple(sentences))
    return ExerciseText(OWN + name, name, "", t(key("own.statement")), starter, 0, (), memo, picture)


def _kind(part: object) -> str:
    return type(part).__module__.rpartition(".")[2]
