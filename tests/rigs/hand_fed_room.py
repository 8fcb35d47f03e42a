"""A real room for the pages, without a broker: a real store with rows, real frames and course; a test feeds it."""

from __future__ import annotations

import math
import time
from concurrent.futures import Future
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from iot_lab.grading import Pool
from iot_lab.hub import Hub, HubState
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.store import Batch, LogLine, Reading
from iot_lab.workshop.drawn_boards import DrawnBoards
from iot_lab.workshop.exercise_texts import CourseTexts
from iot_lab.workshop.free_workshop import FreeWorkshop
from iot_lab.workshop.heard_boards import HeardBoards
from iot_lab.workshop.room import Room
from iot_lab.workshop.settings import Settings
from iot_lab.workshop.simulated import SimulatedBoards

if TYPE_CHECKING:
    from pathlib import Path

KEY = "the-key-of-this-room"
INFO = {
    "kit": "0.1.0",
    "chip": "ESP32",
    "micropython": "1.27.0",
    "address": "192.168.1.41",
    "mac": "24:6f:28:ab:10:01",
    "rssi": -55,
    "reset_cause": "power",
    "simulated": True,
    "series": {"temperature": "°C", "humidity": "%"},
}


def now_ms() -> int:
    return int(time.time() * 1000)


class HandFedHub(Hub):
    """A hub whose state a test gives; it never starts."""

    told = HubState("ok", messages=1204, stored=1200, missing=4, refused={"too-long": 2})

    def state(self) -> HubState:
        return self.told


class GraderHere(Pool):
    """A grader without processes: `grade(exercise, program, language)` answers at once, and `asked` is who asked."""

    def __init__(self, grade: Any) -> None:
        super().__init__(workers=0)
        self.grade_at_once = grade
        self.asked: list[str] = []

    def submit(self, exercise_id: str, program: str, language: str, *, client: str = "", **_: Any) -> Any:
        self.asked.append(client)
        answer: Future[Any] = Future()
        answer.set_result(self.grade_at_once(exercise_id, program, language))
        return SimpleNamespace(answer=answer, position=0, abandon=lambda: None)


class HandFedRoom(Room):
    """A room at rest with what pages ask of an open one; `feed` does what the hub does with a batch."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Settings(data=folder, host="192.168.1.20", port=8000, simulate=0))
        self.register.trainer_key = KEY
        self.hub = HandFedHub(self.store, "mqtt://127.0.0.1:9", room=self.name, live=self.live)
        self.course = CourseTexts()
        self.drawn = DrawnBoards(self.live)
        self._opened.callback(self.drawn.stop)
        self.free = FreeWorkshop(self.progress, self.work)
        self.heard = HeardBoards(BrokerAddress("127.0.0.1", 9), self.name)
        self.simulated = SimulatedBoards(self.register, BrokerAddress("127.0.0.1", 9), 0)
        self.graded_by(lambda *_: {"verdict": "passed"})
        self.connections.taken_over("capteur-02", "capteur-02", "192.168.1.77", "192.168.1.42")
        self.connections.refused("<b>capteur-09</b>", "192.168.1.50", "bad secret")

    def graded_by(self, grade: Any) -> HandFedRoom:
        self.grader = GraderHere(grade)
        self._opened.callback(self.grader.stop)
        return self

    def feed(self, batch: Batch) -> None:
        written = self.store.write(batch)
        self.hub.boards.add(batch, written.readings, self.hub.state().as_json(), now_ms())

    def measure(self, board: str, value: float, series: str = "temperature") -> None:
        """One sample of now, without a sequence number."""
        reading = Reading(now_ms(), None, value, is_stamped=True)
        self.feed(Batch(now_ms=now_ms(), readings={(board, series): [reading]}, seen_ms={board: now_ms()}))


def fill(room: HandFedRoom, names: list[str], *, minutes: float = 12, offline: tuple[str, ...] = ()) -> None:
    """Write boards that measured once a second until now; the second one lost a few samples."""
    end_ms = now_ms()
    count = int(minutes * 60)
    batch = Batch(now_ms=end_ms)
    for place, name in enumerate(names):
        batch.states[name] = "offline" if name in offline else "online"
        batch.infos[name] = INFO
        batch.seen_ms[name] = end_ms
        kept = [n for n in range(count) if not (place == 1 and 300 <= n < 304)]
        for series, base, swing in (("temperature", 21.0 + place, 1.4), ("humidity", 48.0 - place, 5.0)):
            batch.readings[name, series] = [
                Reading(
                    end_ms - (count - n) * 1000, n, round(base + swing * math.sin(n / 40 + place), 2), is_stamped=False
                )
                for n in kept
            ]
        batch.log += [(name, LogLine(end_ms - 60_000 + 9000 * i, f"mesure {i} : {base:.1f}")) for i in range(6)]
    room.feed(batch)
