"""Whatever is on the board, it starts, and it can be reached."""

from __future__ import annotations

import json

import pytest

RESETS = "import machine\nmachine.reset()\n"


def test_program_that_restarts_the_board_is_left_out_after_three_starts(board, room):
    board.write("program.py", RESETS)
    board.power_on()
    room.wait_program("stopped")
    assert board.starts == 4
    assert (board.folder / "program.py").read_text() == RESETS


def test_button_held_at_the_start_leaves_the_program_out(board, room):
    board.write("program.py", "import lab\nlab.publish('x', 1)")
    board.write(".button", "")
    board.power_on()
    room.wait_program("stopped")
    assert room.heard("data/x") == []


def test_rescue_leaves_the_program_out_once_and_keeps_the_files(board, room):
    board.write("program.py", "import lab\nlab.publish('x', 1)")
    board.power_on()
    room.wait_program("ended")
    assert room.order("rescue")["result"] == "rescued"
    room.wait_program("stopped")
    assert (board.folder / "program.py").exists()
    assert room.order("run")["result"] == "running"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"starts": "many"}', "\x00\xff"])
def test_state_file_that_is_damaged_does_not_stop_the_start(board, room, content):
    board.write(".kit-state.json", content)
    board.power_on()
    room.wait_online()


def test_program_half_installed_at_a_power_cut_is_found_again(board, room):
    board.write("program.new", "import lab\nlab.publish('x', 1)")
    board.write("program.part", "imp")
    board.power_on()
    room.wait_for("data/x")


def test_known_networks_are_tried_in_turn_and_failures_named(tmp_path, board, room):
    config = json.loads((board.folder / "config.json").read_text())
    config["wifi"] = [{"ssid": "home", "password": "x"}, {"ssid": "salle", "password": "wrong"}, *config["wifi"]]
    board.write("config.json", json.dumps(config))
    board.write(".wifi", "salle right\natelier atelier123\n")
    board.power_on()
    room.wait_online()


def test_deep_sleep_sends_what_waits_then_starts_again_from_the_top(board, room):
    board.write("program.py", "import lab\nlab.publish('x', 1)\nlab.sleep(300)\n")
    board.power_on()
    room.wait_for("data/x", lambda _: len(room.heard("data/x")) >= 3)
    board.power_off()
    assert set((board.folder / ".slept").read_text().split()) == {"300000"}
    assert "awake for" in board.printed
    assert 0 < room.samples("awake")[0]["v"] < 30
    assert [one["n"] for one in room.samples("x")][:3] == [1, 2, 3]
    assert board.read_state()["boots"] == 1
