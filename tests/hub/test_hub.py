"""The hub between a real broker and a real database."""

import json
import sqlite3
import threading
import time
from functools import partial

import paho.mqtt.client as paho
import pytest

from iot_lab.broker import Broker
from iot_lab.hub import BOARDS, Hub
from iot_lab.live import LiveChannel
from iot_lab.room import Register
from iot_lab.store import Batch, Reading, TelemetryStore
from iot_lab.threads import threads_in_trouble
from tests.rigs import running_kit

DEADLINE_S = 15.0
wait_until = partial(running_kit.wait_until, deadline_s=DEADLINE_S)


class Room:
    """A register, a broker, a store and a hub; each can be stopped and started again."""

    def __init__(self, folder):
        self.folder = folder
        self.register = Register.open(folder)
        self.secret = self.register.add("capteur-01", "board").secret
        self.port = 0
        self.start_broker()
        self.store = TelemetryStore.open(f"sqlite:///{folder / 'lab.db'}", "atelier")
        self.start_hub()

    def start_broker(self):
        self.broker = Broker(self.register, host="127.0.0.1", port=self.port, state=self.folder / "broker")
        self.broker.start()
        self.port = self.broker.port

    def start_hub(self):
        secret = self.register.add("hub", "hub").secret
        self.live = LiveChannel()
        url = f"mqtt://hub:{secret}@127.0.0.1:{self.port}"
        self.hub = Hub(self.store, url, room="atelier", live=self.live)
        self.hub.start()
        wait_until(lambda: self.hub.state().state == "ok")

    def stop(self):
        self.hub.stop()
        self.store.close()
        self.broker.stop()

    def board(self):
        client = paho.Client(paho.CallbackAPIVersion.VERSION2, client_id="capteur-01")
        client.username_pw_set("capteur-01", self.secret)
        client.connect("127.0.0.1", self.port)
        client.loop_start()
        return client

    def stored(self):
        return self.store.totals().stored


@pytest.fixture
def room(tmp_path):
    opened = Room(tmp_path)
    yield opened
    opened.stop()


@pytest.fixture
def board(room):
    client = room.board()
    yield client
    client.disconnect()
    client.loop_stop()


def publish(client, *numbers):
    for number in numbers:
        payload = json.dumps({"v": number, "t": time.time_ns() // 1_000_000, "n": number})
        client.publish("lab/atelier/capteur-01/data/count", payload, qos=1).wait_for_publish(5)


def test_sample_reaches_the_store_and_the_frame(room, board):
    number = room.live.snapshots([BOARDS])[0].number
    publish(board, 1)
    samples = []
    while not samples:
        (*_, last) = news = room.live.news_after(number, [BOARDS], DEADLINE_S)
        number = last.number
        samples = [row for one in news for row in one.value.get("samples", [])]
    assert samples[0][0] == "capteur-01"
    assert room.stored() == 1


def test_snapshot_and_frames_neither_lose_nor_double(room, board):
    seen = []
    done = threading.Event()
    start = room.live.snapshots([BOARDS])[0].number

    def watch():
        number = start
        while len(seen) < 200:
            news = room.live.news_after(number, [BOARDS], DEADLINE_S)
            if not news:
                break
            number = news[-1].number
            seen.extend(row[3] for one in news for row in one.value.get("samples", []))
        done.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    for first in range(0, 200, 10):  # ten at a time: a frame with more than twenty samples of a series is thinned
        publish(board, *range(first, first + 10))
        wait_until(lambda enough=first + 10: room.stored() == enough)
    assert done.wait(DEADLINE_S)
    watcher.join()
    assert seen == list(range(200))


def test_frame_of_a_burst_keeps_the_extremes_and_the_last(room, board):
    number = room.live.snapshots([BOARDS])[0].number
    readings = [Reading(1000 + n, n, float(n if n != 500 else -7), False) for n in range(1000)]
    room.hub.boards.add(Batch(), {("capteur-01", "count"): readings}, {}, 1)
    values = [row[3] for row in room.live.news_after(number, [BOARDS], DEADLINE_S)[0].value["samples"]]
    assert len(values) <= 20
    assert {-7.0, 999.0} <= set(values)
    assert values[-1] == 999.0


def test_late_page_gets_a_snapshot_instead_of_old_frames(room, board):
    publish(board, 1)
    wait_until(lambda: room.stored() == 1)
    for number in range(100):
        room.hub.boards.tell({"state": "ok"}, number)
    assert [one.kind for one in room.live.news_after(1, [BOARDS], 1.0)] == ["snapshot"]


def test_board_that_comes_online_is_told_the_time(room, board):
    told = []
    board.on_message = lambda _client, _data, message: told.append(json.loads(message.payload)["t"])
    board.subscribe("lab/atelier/capteur-01/do/#", 1)
    board.publish("lab/atelier/capteur-01/status", b"online", qos=1, retain=True)
    wait_until(lambda: told)
    assert abs(told[0] - time.time_ns() // 1_000_000) < 60_000


def test_broker_that_stops_is_said_and_found_again(room):
    room.broker.stop()
    wait_until(lambda: room.hub.state().state == "broker-lost")
    room.start_broker()
    wait_until(lambda: room.hub.state().state == "ok")


def test_locked_database_loses_nothing_and_is_said(room, board):
    other = sqlite3.connect(room.folder / "lab.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    publish(board, *range(20))
    wait_until(lambda: room.hub.state().state == "store-failing")
    assert room.hub.state().reason == "locked"
    assert room.hub.store_trouble.code == "store-locked"
    assert room.hub.state().waiting > 0
    other.execute("ROLLBACK")
    other.close()
    wait_until(lambda: room.stored() == 20)
    wait_until(lambda: room.hub.state().state == "ok")
    assert room.hub.store_trouble is None


def test_messages_of_an_absent_hub_are_stored_when_it_comes_back(room, board):
    room.hub.stop()
    publish(board, *range(50))
    room.start_hub()
    wait_until(lambda: room.stored() == 50)


def test_nothing_is_acknowledged_before_it_is_stored(room, board):
    other = sqlite3.connect(room.folder / "lab.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    publish(board, 1, 2, 3)
    wait_until(lambda: room.hub.state().state == "store-failing")
    room.hub._stopping.set()
    room.hub.stop()
    other.execute("ROLLBACK")
    other.close()
    room.start_hub()
    wait_until(lambda: room.stored() == 3)


def test_former_states_say_nothing_about_now(room, board):
    publish(board, 1)
    wait_until(lambda: room.stored() == 1)
    assert room.store.boards()[0].state == "online"
    room.hub.stop()
    board.disconnect()
    room.start_hub()
    assert room.store.boards()[0].state == "offline"


@pytest.mark.parametrize(
    "payload",
    [
        b'{"chip": "\\ud800"}',
        b'{"\\ud800": 1}',
        b'{"rssi": 1e999}',
        b'{"series": {"count": "\\u001b]52;c;eA==\\u0007"}}',
        b"[" * 4000,
    ],
)
def test_info_that_nobody_can_show_ends_nothing(room, board, payload):
    board.publish("lab/atelier/capteur-01/info", payload, qos=1, retain=True).wait_for_publish(5)
    publish(board, 1)
    wait_until(lambda: room.stored() == 1)
    assert room.hub.state().state == "ok"
    assert threads_in_trouble() == []
    shown = json.dumps(room.hub.boards.topic.snapshot().value, ensure_ascii=False, allow_nan=False)
    shown.encode()
    assert "\\u001b" not in shown


def test_renamed_board_keeps_its_history_while_it_still_speaks_under_its_old_name(room, board):
    publish(board, 1, 2, 3)
    wait_until(lambda: room.stored() == 3)
    number = room.live.snapshots([BOARDS])[0].number
    room.hub.rename_board("capteur-01", "serre")
    publish(board, 3, 4)
    wait_until(lambda: room.stored() == 5)
    assert [one.name for one in room.store.boards()] == ["serre"]
    assert [sample.value for sample in room.store.samples("serre", "count", 0, 2**60, 99)] == [1, 2, 3, 3, 4]
    (news, *_) = room.live.news_after(number, [BOARDS], DEADLINE_S)
    assert (news.kind, [one["name"] for one in news.value["boards"]]) == ("snapshot", ["serre"])
