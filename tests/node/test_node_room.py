"""A node in the room: what it says of itself, the orders it obeys, the sensors that fail beside others that go on."""

from __future__ import annotations

import json
import time

from iot_lab.node.node_file import SensorChannel
from tests.rigs.node_rig import RunningNode, plan
from tests.rigs.running_kit import wait_until


def order(room, name: str, content) -> None:
    room._client.publish(f"lab/atelier/capteur-01/do/{name}", json.dumps(content), qos=1)


def answer(room, name: str, number: str) -> dict:
    return json.loads(room.wait_for(f"done/{name}", lambda payload: json.loads(payload).get("id") == number))


def info(room, accept=lambda info: True) -> dict:
    return json.loads(room.wait_for("info", lambda payload: accept(json.loads(payload))))


def test_node_says_what_it_is_and_its_units(broker, room, tmp_path):
    with RunningNode(broker.port, tmp_path / "queue"):
        said = info(room)
    assert (said["chip"], said["simulated"], said["address"]) == ("TEST", False, "127.0.0.1")
    assert said["series"] == {"read-at": "ms"}
    assert said["program"] == {"state": "running", "sha256": "abababababab"}


def test_home_assistant_is_told_each_series_once(broker, room, tmp_path):
    with RunningNode(broker.port, tmp_path / "queue"):
        wait_until(lambda: len(room.heard("data/read-at")) > 3)
        topics = [topic for topic, _ in room._messages if topic.startswith("homeassistant/")]
    assert topics == ["homeassistant/sensor/atelier_capteur-01/read-at/config"]


def test_room_stops_the_readings_and_starts_them_again(broker, room, tmp_path):
    with RunningNode(broker.port, tmp_path / "queue") as node:
        room.wait_for("data/read-at")
        order(room, "stop", {"id": "a"})
        assert answer(room, "stop", "a")["result"] == "stopped"
        info(room, lambda said: said["program"]["state"] == "stopped")
        number = node.outbox._numbers["read-at"]
        order(room, "stop", {"id": "b"})
        assert answer(room, "stop", "b")["result"] == "not-running"
        assert node.outbox._numbers["read-at"] == number
        order(room, "run", {"id": "c"})
        assert answer(room, "run", "c")["result"] == "running"
        wait_until(lambda: node.outbox._numbers["read-at"] > number)


def test_identify_blinks_the_led_and_says_so_in_the_terminal(broker, room, tmp_path):
    with RunningNode(broker.port, tmp_path / "queue", led="D13") as node:
        room.wait_online()
        order(room, "identify", {"id": "a"})
        assert answer(room, "identify", "a")["result"] == "blinked"
    assert node.hardware.blinked == ["D13"]
    assert any("capteur-01 is here" in line for line in node.heard.lines)


def test_computer_takes_no_program_and_answers_malformed_orders(broker, room, tmp_path):
    with RunningNode(broker.port, tmp_path / "queue"):
        room.wait_online()
        order(room, "run", {"id": "a", "part": 0, "parts": 1, "size": 0, "sha256": "", "data": ""})
        assert answer(room, "run", "a")["error"] == "unsupported"
        order(room, "rescue", {"id": "b"})
        assert answer(room, "rescue", "b")["error"] == "unsupported"
        order(room, "stop", [1])
        assert json.loads(room.wait_for("done/stop")) == {"id": None, "error": "request"}


def test_sensor_that_fails_is_named_in_the_log_and_the_others_go_on(broker, room, tmp_path, monkeypatch):
    monkeypatch.setattr("iot_lab.node.schedule.FIRST_PAUSE_S", 0.1)
    sick = plan("greenhouse", SensorChannel("sick", "read_at_ms"))
    with RunningNode(broker.port, tmp_path / "queue", plan(), sick) as node:
        node.hardware.broken["greenhouse"] = OSError("No I2C device at address: 0x44")
        room.wait_for("log", lambda text: b"greenhouse" in text and b"0x44" in text)
        count = len(room.heard("data/read-at"))
        wait_until(lambda: len(room.heard("data/read-at")) > count + 3)
        assert sum("greenhouse" in line for line in node.heard.lines) == 1
        node.hardware.broken.clear()
        room.wait_for("log", lambda text: b"greenhouse answers again" in text)
        wait_until(lambda: room.heard("data/sick"))


def test_wrong_secret_is_said_and_samples_are_kept(broker, room, tmp_path):
    with RunningNode(broker.port, tmp_path / "queue", secret="wrong") as node:
        wait_until(lambda: node.heard.errors and len(node.outbox) > 3)
    assert node.heard.errors == ["node-secret-refused"]
    assert room.heard("status") == []


def test_time_of_the_room_is_used_only_where_the_computers_clock_is_wrong(broker, room, tmp_path):
    with RunningNode(broker.port, tmp_path / "queue"):
        room.wait_online()
        order(room, "time", {"t": 2_000_000_000_000})
        room.wait_for("data/read-at", lambda payload: json.loads(payload)["t"] >= 2_000_000_000_000)
        order(room, "time", {"t": time.time_ns() // 1_000_000 + 500})
        room.wait_for("data/read-at", lambda payload: _comes_after_the_jump(room, payload))


def _comes_after_the_jump(room, payload: bytes) -> bool:
    sample = json.loads(payload)
    return 0 <= sample["v"] - sample["t"] < 1000 and sample["n"] > min(
        one["n"] for one in map(json.loads, room.heard("data/read-at")) if one["t"] >= 2_000_000_000_000
    )


def test_silent_room_is_told_once(broker, room, tmp_path, monkeypatch):
    monkeypatch.setattr("iot_lab.node.link.SILENT_S", 0.2)
    with RunningNode(broker.port, tmp_path / "queue") as node:
        wait_until(lambda: node.heard.errors)
    assert node.heard.errors == ["node-room-silent"]
