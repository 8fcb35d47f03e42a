"""kill -9 of a room in the midst of takes, and a board that was cut off for five minutes: every take is complete.

Broker and hub are real, in a process of their own. Nobody waits five minutes: what boards send bears the dates of six minutes ago.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path

import paho.mqtt.client as paho

from iot_lab.contract.topics import client_id
from iot_lab.room import Register
from iot_lab.store import Database, RecordingsStore, TelemetryStore
from iot_lab.workshop.ai.takes import COUNTDOWN_MS, RecordedTakes
from tests.rigs.running_kit import wait_until

ROOM, HZ, SECONDS = "atelier", 50, 2
PROGRAM = Path(__file__).parents[1] / "rigs" / "room_process.py"
CUT_OFF_MS = 300_000
HALVES = range(-2, 16)
"""Half seconds, from the start of the first take to beyond the end of the second."""


def test_takes_are_complete_after_a_kill_of_the_room_and_an_outage_of_a_board(tmp_path):
    register = Register.open(tmp_path, ROOM)
    hub = register.add("hub", "hub").secret
    boards = {name: register.add(name, "board").secret for name in ("stays", "cut-off")}
    now_ms = time.time_ns() // 1_000_000
    start_ms = now_ms - CUT_OFF_MS - 60_000
    database = Database.open(f"sqlite:///{tmp_path / 'lab.db'}")
    try:
        store = TelemetryStore(database, ROOM)
        sources = [(name, "motion") for name in boards]
        takes = RecordedTakes(RecordingsStore(database, ROOM), store)
        takes.record("gestes", sources, "wave", "A", "2026-11-27", SECONDS, 2, start_ms - COUNTDOWN_MS)
        with running_room(tmp_path, hub) as (port, process), board(port, "stays", boards["stays"]) as stays:
            for half in HALVES[:6]:
                publish(stays, "stays", half, start_ms).wait_for_publish()
            for half in HALVES[6:9]:
                publish(stays, "stays", half, start_ms)  # acknowledged or not: the board sends them again
            process.kill()
        # A page that is loaded again, or a room that starts again, knows the takes from the database alone.
        again = RecordedTakes(RecordingsStore(database, ROOM), store)
        assert len(again.planned("gestes", start_ms)) == 4
        with running_room(tmp_path, hub) as (port, _):
            with board(port, "stays", boards["stays"]) as stays:
                for half in HALVES[6:]:
                    publish(stays, "stays", half, start_ms).wait_for_publish()
            with board(port, "cut-off", boards["cut-off"]) as cut_off:
                for half in HALVES:
                    publish(cut_off, "cut-off", half, start_ms).wait_for_publish()
            wanted = len(boards) * len(HALVES) * HZ // 2 * 2
            wait_until(lambda: sum(one.stored for one in counted(store, boards)) >= wanted)

        found = again.takes("gestes", now_ms)

        assert {(one.stored, one.missing) for one in counted(store, boards)} == {(len(HALVES) * HZ // 2, 0)}
        assert [(one.samples.size, one.samples.missing) for one in found] == [(SECONDS * HZ, 0)] * 4
        for one in found:
            first = (one.record.start_ms - start_ms) // 20
            assert one.samples.columns[0] == list(range(first, first + SECONDS * HZ)), one.record
        assert all(one.samples.state == "late" for one in found if one.record.board == "cut-off")
    finally:
        database.close()


def counted(store: TelemetryStore, boards) -> list:
    return [series for name in boards for series in store.series(name)]


@contextlib.contextmanager
def running_room(data: Path, secret: str):
    """Run the room; at the end, if not before, it is killed."""
    command = [sys.executable, str(PROGRAM), str(data), secret]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield int(process.stdout.readline()), process
        finally:
            process.kill()


@contextlib.contextmanager
def board(port: int, name: str, secret: str):
    client = paho.Client(paho.CallbackAPIVersion.VERSION2, client_id=client_id(ROOM, name))
    client.username_pw_set(name, secret)
    client.connect("127.0.0.1", port)
    client.loop_start()
    yield client
    client.disconnect()
    client.loop_stop()


def publish(client: paho.Client, name: str, half: int, start_ms: int) -> paho.MQTTMessageInfo:
    """Publish half a second; each sample's value is its place after the first take's start."""
    first = half * HZ // 2
    values = list(range(first, first + HZ // 2))
    told = {"v": {"ax": values, "ay": values}, "per": 1000, "t": start_ms + half * 500, "dt": 20, "n": first + 1000}
    return client.publish(f"lab/{ROOM}/{name}/data/motion", json.dumps(told), qos=1)
