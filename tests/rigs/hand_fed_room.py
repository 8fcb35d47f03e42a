"""A small real room for the pages: a real store with rows, real live frames, the real course; a test feeds it by hand."""

from __future__ import annotations

import math
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from iot_lab.hub import HubState, LiveFrames
from iot_lab.room import Account
from iot_lab.store import Batch, LogLine, Reading
from iot_lab.web import CourseExercises, Services

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.store import TelemetryStore

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


class Room:
    """A real store and real live frames; `feed` does what the hub does with a batch."""

    def __init__(self, store: TelemetryStore) -> None:
        self.store = store
        self.frames = LiveFrames(store.room)
        self.frames.load(store)
        self.state = HubState("ok", received=1204, stored=1200, missing=4, refused={"too-long": 2})

    def feed(self, batch: Batch) -> None:
        written = self.store.write(batch)
        self.frames.add(batch, written.readings, self.state.as_json(), now_ms())

    def measure(self, board: str, value: float, series: str = "temperature") -> None:
        """One sample of now, without a sequence number."""
        reading = Reading(now_ms(), None, value, is_stamped=True)
        self.feed(Batch(now_ms=now_ms(), readings={(board, series): [reading]}, seen_ms={board: now_ms()}))


def fill(room: Room, names: list[str], *, minutes: float = 12, offline: tuple[str, ...] = ()) -> None:
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


EVENTS = [
    {
        "t_ms": 1_790_000_000_000,
        "kind": "taken-over",
        "account": "capteur-02",
        "client_id": "capteur-02",
        "address": "192.168.1.42",
        "detail": "192.168.1.77",
    },
    {
        "t_ms": 1_790_000_060_000,
        "kind": "refused",
        "account": "<b>capteur-09</b>",
        "client_id": "",
        "address": "192.168.1.50",
        "detail": "bad secret",
    },
]


class Answered:
    """A submission whose report is there at once."""

    position = 0

    def __init__(self, report: Any) -> None:
        self.answer: Future[Any] = Future()
        self.answer.set_result(report)

    def abandon(self) -> None:
        """Nothing waits."""


def services(room: Room, grade: Any, folder: Path | None = None) -> Services:
    return Services(
        room=room.store.room,
        store=room.store,
        frames=room.frames,
        hub_state=lambda: room.state,
        submit=lambda exercise, program, language, _client: Answered(grade(exercise, program, language)),
        exercises=CourseExercises(folder),
        trainer_key=KEY,
        addresses=["http://192.168.1.20:8000/"],
        broker_address="192.168.1.20:1883",
        broker_events=lambda: EVENTS,
        data_folder="/home/lab/iot-lab",
        add_board=lambda name: Account(name, "board", f"secret-of-{name}"),
    )
