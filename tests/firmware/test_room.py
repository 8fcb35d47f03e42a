"""The kit on MicroPython's unix port joins the room, says who it is, sends what it measures."""

from __future__ import annotations

import json

import pytest

COUNT = """
import lab
count = [0]
def measure():
    count[0] += 1
    print("turn", count[0])
    lab.publish("count", count[0], unit="turns")
lab.every(0.1, measure)
lab.run()
"""


def test_board_says_who_it_is(board, room):
    board.power_on()
    info = json.loads(room.wait_for("info"))
    assert (info["kit"], info["mac"], info["simulated"]) == ("test", "24:6f:28:aa:bb:cc", False)
    assert info["free_heap"] > 0
    assert board.printed.startswith("iot-lab kit test capteur-01 24:6f:28:aa:bb:cc\n")


def test_samples_prints_and_home_assistant_s_discovery_arrive(board, room):
    board.write("program.py", COUNT)
    board.power_on()
    room.wait_for("data/count", lambda payload: json.loads(payload)["n"] == 5)
    assert [one["v"] for one in room.samples("count")][:5] == [1, 2, 3, 4, 5]
    room.wait_for("log", lambda payload: b"turn 3" in payload)
    assert "homeassistant/sensor/atelier_capteur-01/count/config" in room.topics()


def test_numbers_go_on_after_a_reset_and_after_a_power_cut(board, room):
    board.write("program.py", COUNT)
    board.power_on()
    room.wait_for("data/count", lambda payload: json.loads(payload)["n"] == 10)
    room.order("rescue")
    room.wait_online(2)
    assert room.order("run")["result"] == "running"
    room.wait_for("data/count", lambda payload: json.loads(payload)["n"] > 12)
    sent = [one["n"] for one in room.samples("count")]
    assert sent == list(range(1, len(sent) + 1))


def test_order_of_the_learner_is_answered(board, room):
    board.write("program.py", "import lab\nlab.on('double', lambda value: 2 * value)\nlab.run()")
    board.power_on()
    room.wait_program("running")
    assert room.order("double", value=21)["result"] == 42


def test_board_identifies_itself_with_its_led(board, room):
    board.power_on()
    room.wait_online()
    assert room.order("identify")["result"] == "blinked"
    levels = (board.folder / ".led").read_text().split("\n")
    assert levels[:4] == ["2 0", "2 1", "2 0", "2 1"]


ODD_ORDERS = [
    "null", "5", "1e999", "9" * 4000, "[" * 3000, '{"a":' * 800, "x" * 60_000, " " * 20_000, '"\\ud800"',
    '{"id": 5}', '{"id": ["a"]}', '{"id": "a", "part": 0, "parts": 1, "size": 3, "sha256": "x", "data": "!!"}',
    '{"id": "a", "part": 1e999, "parts": 1, "size": 1, "sha256": "x", "data": "x"}', '{"id": "a", "files": 1e999}',
    '{"id": "a", "part": 0, "parts": 1, "size": 3, "sha256": "x", "data": "AAAA", "files": [["../x", 3]]}',
    '{"id": "a", "version": "1", "file": "../main.py", "at": -5, "data": "AAAA"}', '{"id": "a", "wifi": [5]}', '{"t": 1e999}', '{"t": "x"}',
]  # fmt: skip


def test_a_burst_of_orders_too_large_for_the_memory_neither_ends_the_connection_nor_hides_the_next_one(board, room):
    board.power_on()
    room.wait_online()
    for order in ("run", "settings", "kit", "time", "colour"):
        for odd in ODD_ORDERS:
            room.send(f"do/{order}", odd.encode())
    assert room.order("stop")["result"] == "not-running"
    assert room.heard("status") == [b"online"]
    assert {json.loads(one)["error"] for one in room.heard("done/colour")} <= {"size", "memory"}


def test_settings_are_kept_for_the_next_start(board, room):
    board.power_on()
    room.wait_online()
    assert room.order("settings", name="capteur-09")["result"] == "saved"
    assert json.loads((board.folder / "config.json").read_text())["name"] == "capteur-09"


@pytest.mark.parametrize(
    "bad", [{"name": 5}, {"wifi": "x"}, {"wifi": [{"ssid": ""}]}, {"broker": {"host": 1}}, {"colour": "red"}, {}]
)
def test_settings_that_are_none_are_refused(board, room, bad):
    before = (board.folder / "config.json").read_text()
    board.power_on()
    room.wait_online()
    assert room.order("settings", **bad)["error"] == "request"
    assert (board.folder / "config.json").read_text() == before


def test_orders_that_are_nonsense_change_nothing(board, room):
    board.power_on()
    room.wait_online()
    for payload in (b"\xff\xfe", b"[1, 2", b"[]", b"null", b'{"id": {}}', b"x" * 9000, b'{"t": "soon"}'):
        for order in ("run", "stop", "settings", "time", "unknown"):
            room.send(f"do/{order}", payload)
    room.send("do/time", json.dumps({"t": 1790000000000}).encode())
    assert room.order("identify")["result"] == "blinked"
    assert board.starts == 1


def test_home_assistant_is_told_what_each_value_is(board, room):
    board.write("program.py", "import lab\nlab.publish('motion', {'ax': 0.1, 'az': 1}, unit='g')\nlab.run()\n")
    board.power_on()
    room.wait_for("data/motion")
    told = room.last("homeassistant/sensor/atelier_capteur-01/motion_az/config")
    assert told["state_topic"] == "lab/atelier/capteur-01/data/motion"
    assert told["value_template"] == "{{ value_json.v['az'] }}"
    assert (told["unit_of_measurement"], told["unique_id"]) == ("g", "atelier_capteur-01_motion_az")
    assert told["availability_topic"] == "lab/atelier/capteur-01/status"
    assert told["device"] == {"identifiers": ["atelier_capteur-01"], "name": "capteur-01 (atelier)"}
    assert told["state_class"] == "measurement"


def test_health_is_in_info(board, room):
    board.write("program.py", "import lab\nlab.publish('x', 1)\nlab.run()\n")
    board.power_on()
    room.wait_for("info", lambda payload: "x" in json.loads(payload)["series"])
    info = room.info()
    assert (info["dropped"], info["reset_cause"], info["rssi"]) == (0, "power", -50)
    assert info["uptime_s"] >= 0 <= info["queue"] <= 1


def test_flood_of_prints_is_cut_and_counted_and_the_board_still_obeys(board, room):
    board.write("program.py", "import time\nwhile True:\n    print('a line of a flood')\n    time.sleep_ms(1)\n")
    board.power_on()
    log = room.wait_for("log", lambda payload: b"[+" in payload).decode()
    assert log.count("\n") <= 20
    assert room.order("stop")["result"] == "stopped"


def test_umqtt_of_the_program_works_beside_the_kit(board, room, broker):
    board.write(
        "program.py",
        "from umqtt.simple import MQTTClient\n"
        f"client = MQTTClient('mine', '127.0.0.1', {broker.port}, 'capteur-01', 'right')\n"
        "client.connect()\n"
        "client.publish('lab/atelier/capteur-01/data/plain', '21.5', False, 1)\n"
        "client.disconnect()\n",
    )
    board.power_on()
    assert room.wait_for("data/plain") == b"21.5"
    assert room.wait_program("ended")["program"]["state"] == "ended"
    room.wait_online()
    assert room.heard("status") == [b"online"]
