"""A small real room for the pages: a real store with rows, the real course, frames that a test feeds by hand."""

from __future__ import annotations

import json
import math
import threading
import time
from typing import TYPE_CHECKING, Any

from iot_lab.hub import Frame, HubState
from iot_lab.store import Batch, LogLine, Reading, Store
from iot_lab.web import CourseExercises, Services

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


class HandFedFrames:
    """The contract of `iot_lab.hub.LiveFrames`: a snapshot read from the store, then what `feed` is given."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._change = threading.Condition()
        self._sent: list[Frame] = []
        self.state = HubState("ok", received=1204, stored=1200, missing=4, refused={"too-long": 2})

    def snapshot(self) -> Frame:
        boards = [
            {
                "name": board.name,
                "state": board.state,
                "seen_ms": board.seen_ms,
                "info": board.info,
                "series": [
                    {
                        "name": one.name,
                        "unit": one.unit,
                        "v": one.value,
                        "t": one.t_ms,
                        "recent": self._store.recent(board.name, one.name, 60),
                    }
                    for one in self._store.series(board.name)
                ],
            }
            for board in self._store.boards()
        ]
        said = {"now": now_ms(), "room": self._store.room, "hub": self.state.as_json(), "boards": boards}
        return Frame(len(self._sent), self._message(len(self._sent), "snapshot", said))

    def wait_after(self, number: int, timeout_s: float) -> Frame | None:
        with self._change:
            self._change.wait_for(lambda: len(self._sent) > number, timeout_s)
            return self._sent[number] if len(self._sent) > number else None

    def feed(self, **said: Any) -> None:
        with self._change:
            number = len(self._sent) + 1
            self._sent.append(Frame(number, self._message(number, "frame", {"now": now_ms(), **said})))
            self._change.notify_all()

    @staticmethod
    def _message(number: int, kind: str, said: dict[str, Any]) -> bytes:
        return f"id: {number}\nevent: {kind}\ndata: {json.dumps(said)}\n\n".encode()


def fill(store: Store, names: list[str], *, minutes: float = 12, offline: tuple[str, ...] = ()) -> None:
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
    store.write(batch)


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


def services(store: Store, frames: HandFedFrames, grade: Any, folder: Path | None = None) -> Services:
    return Services(
        room=store.room,
        store=store,
        frames=frames,  # type: ignore[arg-type]
        hub_state=lambda: frames.state,
        grade=grade,
        exercises=CourseExercises(folder),
        trainer_key=KEY,
        addresses=["http://192.168.1.20:8000/"],
        broker_address="192.168.1.20:1883",
        broker_events=lambda: EVENTS,
        data_folder="/home/lab/iot-lab",
    )
