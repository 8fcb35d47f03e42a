"""A program is good once it has proved itself; one that crashes again and again makes way for the last good one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.rigs.running_kit import wait_until
from tests.rigs.unix_board import HERE, UnixBoard

WELL = "import lab, time\nlab.publish('well', 1)\ntime.sleep(1000)\n"
LASTS = "import time\ntime.sleep(1000)\n"
ONCE_IN_S = 60  # firmware/lib/kit/waking.py
CRASHES = {
    "network": "import time\ntime.sleep(0.3)\nraise OSError(113, 'EHOSTUNREACH')\n",
    "reset": "import machine, time\ntime.sleep(0.5)\nmachine.reset()\n",
    "mistake": "import time\ntime.sleep(0.3)\nnothing()\n",
    "memory": "rows = []\nwhile True: rows.append(str(len(rows)))\n",
}


@pytest.fixture
def board(tmp_path, broker):
    one = UnixBoard(tmp_path / "flash", broker.port, main=str(HERE / "on_unix" / "short_trial.py"))
    one.power_on()
    yield one
    one.power_off()


def good(board) -> str | None:
    return board.read_state().get("good")


def begin_good(board, room) -> None:
    room.wait_online()
    room.deliver(WELL)
    room.wait_for("data/well")
    wait_until(lambda: good(board))


@pytest.mark.parametrize("program", [WELL, LASTS], ids=["publishes", "lasts"])
def test_program_that_publishes_or_lasts_is_good(board, room, program):
    room.wait_online()
    assert room.deliver(program)["result"] == "running"
    assert room.info().get("program", {}).get("trial") in (True, None)
    wait_until(lambda: good(board))
    room.wait_for("info", lambda _: "trial" not in room.info().get("program", {"trial": 1}))
    assert board.read_state().get("trial") is None


@pytest.mark.parametrize("crash", CRASHES)
def test_program_that_crashes_again_and_again_makes_way_and_the_board_says_so(board, room, crash):
    begin_good(board, room)
    room.deliver(CRASHES[crash])
    room.wait_program("restored")
    room.wait_for("data/well", lambda _: len(room.heard("data/well")) >= 2)
    wait_until(lambda: "the last good one is back" in board.printed)
    assert (board.folder / "program.py").read_text() == WELL
    assert room.info()["program"]["state"] == "restored"
    assert room.info()["program"]["reason"] == ("resets" if crash == "reset" else "error")


def test_two_failures_at_the_network_are_forgiven(board, room):
    begin_good(board, room)
    tries = "import os\ntry:\n    tries = int(open('tries').read())\nexcept OSError:\n    tries = 0\n"
    tries += "open('tries', 'w').write(str(tries + 1))\nif tries < 2:\n    raise OSError(113)\n"
    room.deliver(tries + LASTS)
    wait_until(lambda: (board.folder / "tries").exists() and (board.folder / "tries").read_text() == "3")
    wait_until(lambda: board.read_state().get("trial") is None)
    assert (board.folder / "program.py").read_text() == tries + LASTS


@pytest.mark.parametrize("crash", ["network", "mistake", "memory"])
def test_program_that_crashes_and_has_no_forerunner_ends_as_failed(board, room, crash):
    room.wait_online()
    room.deliver(CRASHES[crash])
    room.wait_program("failed")
    wait_until(lambda: board.read_state().get("trial") is None)
    assert good(board) is None
    assert room.order("stop")["result"] == "not-running"


def test_stops_and_new_programs_count_as_no_failure(board, room):
    begin_good(board, room)
    room.deliver("import time\ntime.sleep(1000)\n#\n")
    for _ in range(4):
        assert room.order("stop")["result"] == "stopped"
        assert room.order("run")["result"] == "running"
    wait_until(lambda: board.read_state().get("trial") is None)
    assert (board.folder / "program.py").read_text().endswith("#\n")


@pytest.mark.parametrize("program", ["import machine\nmachine.deepsleep(1000)\n", "import lab\nlab.sleep(1)\n"])
def test_program_that_sleeps_deeply_is_good_once_it_let_the_room_reach_the_board(board, room, program):
    room.wait_online()
    room.deliver(program)
    wait_until(lambda: board.read_state().get("wakes") or good(board))
    wait_until(lambda: good(board))
    assert (board.folder / "program.py").read_text() == program


@pytest.mark.parametrize(("order", "reason"), [("stop", None), ("rescue", "rescue")])
def test_board_that_only_sleeps_is_reached_as_it_wakes(board, room, order, reason):
    board.power_off()
    board.write("program.py", "import machine\nmachine.deepsleep(1000)\n")
    board.power_on()
    room.send(f"do/{order}", b'{"id": "later"}', is_retained=True)
    assert room.answer(order, "later")["result"] in ("stopped", "rescued")
    room.send(f"do/{order}", b"", is_retained=True)
    assert room.wait_program("stopped")["program"].get("reason") == reason
    assert room.order("identify")["result"] == "blinked"


def test_rescue_that_the_broker_keeps_restarts_a_board_once(board, room):
    room.wait_online()
    room.send("do/rescue", b'{"id": "kept"}', is_retained=True)
    assert room.answer("rescue", "kept")["result"] == "rescued"
    assert room.wait_program("stopped")["program"]["reason"] == "rescue"
    for _ in range(3):
        assert room.order("identify")["result"] == "blinked"
    room.send("do/rescue", b"", is_retained=True)
    assert board.starts == 2
    assert room.order("rescue")["result"] == "rescued"
    wait_until(lambda: board.starts == 3)


@pytest.fixture
def sleeper(tmp_path, broker):
    """A board that looks for the room briefly each time it wakes, and notes when it did."""
    one = UnixBoard(tmp_path / "sleeper", broker.port, main=str(HERE / "on_unix" / "brief_meetings.py"))
    yield one
    one.power_off()


def test_sleep_costs_no_trial_where_the_room_is_away(sleeper, room, broker):
    sleeper.power_on()
    room.wait_online()
    room.deliver("import machine, time\ntime.sleep(1)\nmachine.deepsleep(1000)\n")
    broker.stop()
    wait_until(lambda: sleeper.starts >= 4)
    assert sleeper.read_state()["trial"]
    assert sleeper.read_state().get("runs", 0) <= 1


def test_board_that_sleeps_briefly_looks_for_the_room_once_a_minute_only(sleeper):
    sleeper.write("program.py", "import machine\nmachine.deepsleep(10)\n")
    sleeper.power_on()
    wait_until(lambda: sleeper.starts >= 12)
    sleeper.power_off()
    meetings = [int(line) for line in (sleeper.folder / "meetings").read_text().split()]
    assert meetings
    assert all(after - before >= ONCE_IN_S for before, after in pairwise(meetings))


def test_good_program_that_ends_for_want_of_memory_is_good_no_longer(board, room):
    room.wait_online()
    room.deliver("import lab, time\nlab.publish('x', 1)\ntime.sleep(2)\n" + CRASHES["memory"])
    wait_until(lambda: good(board))
    room.wait_program("failed")
    wait_until(lambda: good(board) is None)


@pytest.mark.parametrize(
    ("program", "cause"),
    [("import machine, time\ntime.sleep(0.5)\nmachine.reset()\n", "program"), (None, "kit")],
    ids=["by the program", "by the kit"],
)
def test_cause_of_a_restart_names_who_restarted(board, room, program, cause):
    room.wait_online()
    assert room.info()["reset_cause"] == "power"
    if program:
        room.deliver(program)
    else:
        room.order("rescue")
    room.wait_for("info", lambda _: room.info()["reset_cause"] == cause)


def test_rescue_is_answered_before_the_restart(board, room):
    room.wait_online()
    assert room.order("rescue")["result"] == "rescued"
    room.wait_online(2)
    order = [payload for topic, payload in room.messages() if topic.endswith(("done/rescue", "status"))]
    assert order.index(b"offline") > next(index for index, one in enumerate(order) if b"rescued" in one)
