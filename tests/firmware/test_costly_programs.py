"""Programs that take the board's memory, its processor or its radio: it comes back, without them, and says why."""

from __future__ import annotations

import json

import pytest

from tests.rigs.running_kit import wait_until
from tests.rigs.unix_board import HERE, UnixBoard, start

BOMBS = {
    "texts": "rows = []\nwhile True: rows.append(str(len(rows)))\n",
    "bytes": "rows = []\nwhile True: rows.append(bytearray(2000))\n",
    "in a module": "import lab\nlab.bomb = rows = []\nwhile True: rows.append(bytearray(500))\n",
    "in an error": "rows = []\ntry:\n    while True: rows.append(str(len(rows)))\nexcept MemoryError:\n    raise ValueError(rows)\n",
    "printing": "rows = []\nwhile True:\n    rows.append(str(len(rows)))\n    print(len(rows))\n",
    "in its cause": "rows = []\ndef f():\n    while True: rows.append([1] * 9)\ntry:\n    f()\nexcept MemoryError as error:\n    raise OSError(5, rows)\n",
    "in a function": "def grow(rows):\n    while True: rows.append([len(rows)] * 9)\ngrow([])\n",
}
GOES_ON = {
    "that goes on": "rows = []\nwhile True:\n    try:\n        while True: rows.append(str(len(rows)))\n    except MemoryError: pass\n",
    "that swallows": "rows = []\nwhile True:\n    try:\n        while True: rows.append(str(len(rows)))\n    except: pass\n",
}
STARVES = (
    "import kit.room, time\nkit.room.Room.step = lambda self: time.sleep(1000)\nprint('begun')\ntime.sleep(1000)\n"
)
FREE_BYTES = 20_000  # after a bomb; a board that ran none has 40,000
CONFIG = '{"room": "a", "name": "b", "secret": "c", "broker": {"host": "h", "port": 1}, "wifi": []}'
SHORTAGES = """
from kit import files, start
service = start.Service(files.read("config.json"))
said = []
service.runner.end_for_memory = lambda: said.append(None)
service.restart = lambda skip: said.append(skip)
for number in range(1, 42):
    service._make_room()
    if said in ([None], [None] * 38 + ["memory", None]):
        print(number)
"""
QUICK = str(HERE / "on_unix" / "short_trial.py")


@pytest.fixture
def board(tmp_path, broker):
    one = UnixBoard(tmp_path / "flash", broker.port, main=QUICK)
    yield one
    one.power_off()


def _has_ended(program: dict) -> bool:
    """Say whether the bomb failed, or the board is back without it."""
    return program.get("state") == "failed" or program.get("reason") in ("memory", "starts")


def _says_end(info: bytes) -> bool:
    return _has_ended(json.loads(info).get("program", {}))


@pytest.mark.parametrize("bomb", BOMBS)
def test_memory_bomb_fails_is_reported_and_the_board_obeys(board, room, bomb):
    board.power_on()
    room.wait_online()
    room.deliver(BOMBS[bomb])
    room.wait_for("info", lambda _: _has_ended(room.info().get("program", {})))
    room.wait_for("log", lambda payload: b"emory" in payload)
    assert room.order("identify")["result"] == "blinked"
    assert board.read_state().get("good") is None
    room.deliver("import gc, lab\ngc.collect()\nlab.publish('free', gc.mem_free())\n")
    assert json.loads(room.wait_for("data/free"))["v"] > FREE_BYTES


@pytest.mark.parametrize("bomb", GOES_ON)
def test_program_that_goes_on_without_memory_makes_way_or_is_stopped(board, room, bomb):
    """Where its last piece of memory was too small for it, the kit has enough: it goes on, and the board obeys."""
    board.power_on()
    room.wait_online()
    room.deliver(GOES_ON[bomb])
    assert room.order("identify")["result"] == "blinked"
    assert room.order("stop")["result"] in ("stopped", "not-running")
    room.deliver("import gc, lab\ngc.collect()\nlab.publish('free', gc.mem_free())\n")
    assert json.loads(room.wait_for("data/free"))["v"] > FREE_BYTES


def test_memory_bomb_on_board_at_each_start_never_takes_it_away(board, room):
    board.write("program.py", BOMBS["texts"])
    for _ in range(3):
        known = len(room.messages())
        board.power_on()
        room.wait_for("info", lambda _, known=known: any(map(_says_end, room.heard("info", known))))
        room.wait_for("status", lambda _, known=known: b"online" in room.heard("status", known))
        board.power_off()
    assert board.read_state().get("good") is None


def test_shortage_of_memory_that_lasts_ends_the_program_and_then_the_start(tmp_path):
    (tmp_path / "config.json").write_text(CONFIG)
    (tmp_path / "shortages.py").write_text(SHORTAGES)
    with start(tmp_path, str(tmp_path / "shortages.py")) as process:
        assert process.stdout.read().split() == ["3", "41"]


def test_program_that_leaves_no_memory_for_the_wifi_is_left_out_and_the_board_is_back(board, room):
    board.write(".wifi", "other right\n")
    board.write("program.py", "open('.idf', 'w').write('1500')\nimport time\ntime.sleep(1000)\n")
    board.power_on()
    wait_until(lambda: "leaves no memory for the Wi-Fi" in board.printed)
    board.write(".idf", "100000")
    board.write(".wifi", "atelier atelier123\n")
    room.wait_program("stopped")
    assert room.info()["program"]["reason"] == "memory"
    assert "left out at this start" in board.printed
    assert board.read_state().get("good") is None


def test_board_that_finds_no_room_keeps_its_program_where_memory_is_there(board):
    board.write(".wifi", "other right\n")
    board.write("program.py", "import time\nwhile True:\n    time.sleep(0.1)\n")
    board.power_on()
    wait_until(lambda: board.printed.count("next try") >= 2)
    assert board.starts == 1


def test_program_that_starves_the_kit_is_left_out_by_the_watchdog(board, room):
    board.write("program.py", STARVES)
    board.power_on()
    room.wait_program("stopped")
    assert (room.info()["program"]["reason"], room.info()["reset_cause"]) == ("watchdog", "watchdog")
    assert "without a pause" in board.printed
    assert board.starts == 2


CHANGES = {
    "folder": "import os\nos.mkdir('elsewhere')\nos.chdir('elsewhere')\n",
    "path": "import sys\nsys.path.clear()\n",
    "collector": "import gc\ngc.disable()\n",
    "console": "import os\nos.dupterm(None)\n",
    "modules": "import sys\nsys.modules.clear()\n",
    "threads": "import _thread, time\ndef f():\n    while True:\n        time.sleep(0.01)\n_thread.start_new_thread(f, ())\n",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_program_changes_around_it_costs_neither_samples_nor_the_next_program(board, room, change):
    board.power_on()
    room.wait_online()
    room.deliver("import lab, time\nlab.publish('x', 1)\n" + CHANGES[change] + "time.sleep(1000)\n")
    room.wait_for("data/x")
    assert room.order("stop")["result"] == "stopped"
    assert room.order("settings", wifi=[{"ssid": "atelier", "password": "atelier123"}])["result"] == "saved"
    room.deliver("import lab\nlab.publish('y', 1)\nprint('end')\n")
    room.wait_for("data/y")
    assert (board.folder / "program.py").read_text().endswith("print('end')\n")
