"""What only a real ESP32 can prove; everything else is proved in tests/firmware, from the same files."""

from __future__ import annotations

import socket
import subprocess
import sys
import time

import pytest

from iot_lab.boards.delivery import make_patient

ENDLESS = ("while True: pass", "import time\ntime.sleep(1000)", "for i in range(10**9): pass")
IN_C = ("sum(range(10**9))", "sorted(range(10**9))", "import time\ntime.sleep(-1)", "b'x' in bytes(10**4) * 10**9")
LOUD = ("while True: print('a line')", "while True: print('é' * 2000)", "while True: print(1, end='')")
BOMB = "rows = []\nwhile True: rows.append(str(len(rows)))\n"
HOLDS = "import gc, time\nrows = []\ntry:\n    while True: rows.append(bytearray(500))\nexcept MemoryError: pass\ntime.sleep(1000)\n"
SWALLOWS = "while True:\n    try:\n        while True: pass\n    except: pass\n"
EVERY_5_S = (
    "import lab\ncount = [0]\ndef f():\n    count[0] += 1\n    lab.publish('x', count[0])\nlab.every(5, f)\nlab.run()\n"
)
OUTAGE_S = 30 * 60


def test_kit_says_who_it_is_at_the_start(board):
    board.reset()
    assert board.wait_start().board == "capteur-01"


def test_program_runs_and_its_sample_arrives(online, room):
    assert room.deliver("import lab\nlab.publish('x', 42)\n")["result"] == "running"
    assert b'"v": 42' in room.wait_for("data/x")


@pytest.mark.parametrize("prepare", [make_patient, str], ids=["with rests", "as it is"])
@pytest.mark.parametrize("program", ENDLESS)
def test_endless_program_stops_without_a_restart(online, room, program, prepare):
    starts = room.heard("status").count(b"online")
    assert room.deliver(prepare(program))["result"] == "running"
    time.sleep(5)  # the loop has its grip on the chip
    assert room.order("stop")["result"] == "stopped"
    assert room.heard("status").count(b"online") == starts


def test_program_that_swallows_the_interruption_is_stopped_by_a_restart_within_15_s(online, room):
    room.deliver(SWALLOWS)
    starts = room.heard("status").count(b"online")
    asked_s = time.monotonic()
    assert room.order("stop")["result"] == "stopped"
    room.wait_online(starts + 1)
    assert time.monotonic() - asked_s < 15


@pytest.mark.parametrize("bomb", [BOMB, "rows = []\nwhile True: rows.append(bytearray(2000))\n"])
def test_memory_bomb_ends_and_the_board_obeys(online, room, bomb):
    room.deliver(bomb)
    room.wait_program("failed")
    assert room.order("identify")["result"] == "blinked"


def test_memory_bomb_at_each_start_never_takes_the_board_away(online, board, room):
    room.deliver(BOMB)
    room.wait_program("failed")
    for _ in range(3):
        starts = room.heard("status").count(b"online")
        board.reset()
        room.wait_online(starts + 1, limit_s=120)
    assert room.order("identify")["result"] == "blinked"


def test_program_that_holds_all_the_memory_is_left_out_within_two_minutes(online, room):
    room.deliver(HOLDS)
    room.wait_for("info", lambda _: room.info()["program"].get("reason") == "memory", limit_s=150)
    assert room.order("identify")["result"] == "blinked"


@pytest.mark.parametrize("program", LOUD)
def test_program_without_rests_that_prints_for_ever_is_stopped(online, room, program):
    """As it comes by USB: nothing was put in its loops."""
    assert room.deliver(program)["result"] == "running"
    time.sleep(5)
    assert room.order("stop")["result"] == "stopped"


@pytest.mark.parametrize("program", IN_C)
def test_loop_in_c_ends_by_the_watchdog_and_the_board_says_so(online, room, program):
    assert room.deliver(program)["result"] == "running"
    room.wait_for("info", lambda _: room.info()["program"].get("reason") in ("watchdog", "stop"), limit_s=60)
    assert room.order("identify")["result"] == "blinked"


@pytest.mark.parametrize("text", ["°C", "Zoé", "🌱", "x" * 4096, "é" * 2000])
def test_text_beyond_ascii_leaves_the_board_in_the_room(online, room, text):
    online_before = room.heard("status").count(b"online")
    room.deliver(f"import lab\nprint({text!r})\nlab.publish('x', 1, unit={text[:9]!r})\nlab.run()\n")
    room.wait_for("log", lambda payload: text.encode() in payload)
    room.wait_for("info", lambda _: room.info()["series"].get("x") == text[:9])
    assert room.heard("status").count(b"online") == online_before


def test_ctrl_c_twice_gives_the_prompt_and_ctrl_d_the_kit(online, board, room):
    for _ in range(2):
        board.serial.write(b"\x03")
        time.sleep(0.4)
    board.serial.read(4096)
    board.serial.write(b"print(6 * 7)\r")
    assert b"42" in board.serial.read_until(b"42")
    board.serial.write(b"\x04")
    assert board.wait_start().board == "capteur-01"


def test_mpremote_lists_files_and_a_reset_brings_the_kit_back(request, online, board, room):
    board.serial.close()
    port = request.config.getoption("--port")
    listed = subprocess.run(
        [sys.executable, "-m", "mpremote", "connect", port, "fs", "ls"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "config.json" in listed.stdout
    board.serial.open()
    board.reset()
    assert board.wait_start().board == "capteur-01"


def test_laptop_that_sleeps_for_three_minutes_resets_no_board(request, online, room, broker):
    if not request.config.getoption("--long"):
        pytest.skip("three minutes (--long)")
    room.deliver(EVERY_5_S)
    room.wait_for("data/x")
    broker.stop()
    with socket.create_server(("0.0.0.0", 1883)):  # accepts, and answers nothing
        time.sleep(180)
    broker.start()
    room.wait_for("data/x", lambda _: len(room.samples("x")) > 36, limit_s=120)
    assert room.info()["reset_cause"] != "watchdog"
    assert [one["v"] for one in room.samples("x")] == list(range(1, len(room.samples("x")) + 1))


def test_deep_sleep_keeps_the_numbers(online, room):
    room.deliver("import lab\nlab.publish('asleep', 1)\nlab.sleep(5)\n")
    room.wait_for("data/asleep", lambda _: len(room.samples("asleep")) >= 3, limit_s=90)
    numbers = [one["n"] for one in room.samples("asleep")]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert room.heard("data/awake")


def test_button_held_at_the_start_leaves_the_program_out(request, online, room):
    if not request.config.getoption("--hands"):
        pytest.skip("nobody to press BOOT (--hands)")
    room.deliver("import lab\nlab.publish('x', 1)\nlab.run()\n")
    input("Press RESET, then at once hold BOOT for two seconds. Enter when done: ")
    room.wait_program("stopped")


def test_outage_of_half_an_hour_loses_no_sample(request, online, room, broker):
    if not request.config.getoption("--long"):
        pytest.skip("half an hour (--long)")
    room.deliver(EVERY_5_S)
    room.wait_for("data/x")
    broker.stop()
    time.sleep(OUTAGE_S)
    broker.start()
    room.wait_for("data/x", lambda _: len(room.samples("x")) > OUTAGE_S // 5, limit_s=120)
    sent = room.samples("x")
    assert [one["v"] for one in sent] == list(range(1, len(sent) + 1))
    assert [one["t"] for one in sent] == sorted(one["t"] for one in sent)
