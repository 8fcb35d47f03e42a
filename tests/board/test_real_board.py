"""What only a real ESP32 can prove; everything else is proved in tests/firmware, from the same files."""

from __future__ import annotations

import time

import pytest

from iot_lab.boards.delivery import make_patient

ENDLESS = ("while True: pass", "import time\ntime.sleep(1000)", "sum(range(10**9))", "for i in range(10**9): pass")
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


@pytest.mark.parametrize("program", ENDLESS)
@pytest.mark.parametrize("prepare", [make_patient, str], ids=["with rests", "as it is"])
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


def test_memory_bomb_ends_and_the_board_obeys(online, room):
    room.deliver("rows = []\nwhile True: rows.append(bytearray(2000))\n")
    room.wait_program("failed")
    assert room.order("identify")["result"] == "blinked"


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
