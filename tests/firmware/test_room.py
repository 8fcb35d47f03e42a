"""The kit on MicroPython's unix port joins the room, says who it is, sends what it measures."""

from __future__ import annotations

import json

import pytest

import iot_lab

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
    assert (info["kit"], info["mac"], info["simulated"]) == (iot_lab.__version__, "24:6f:28:aa:bb:cc", False)
    assert info["free_heap"] > 0
    assert board.printed.startswith("iot-lab kit test capteur-01 24:6f:28:aa:bb:cc\n")


def test_samples_prints_and_home_assistant_s_discovery_arrive(board, room):
    board.write("program.py", COUNT)
    board.power_on()
    room.wait_for("data/count", lambda payload: json.loads(payload)["n"] == 5)
    assert [one["v"] for one in room.samples("count")][:5] == [1, 2, 3, 4, 5]
    room.wait_for("log", lambda payload: b"turn 3" in payload)
    assert "homeassistant/sensor/capteur-01/count/config" in room.topics()


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
