"""Programs come by MQTT, run, are stopped whatever they do, and make way for the last good one."""

from __future__ import annotations

import hashlib

import pytest

from iot_lab.boards.delivery import make_patient

WELL = "import lab, time\nlab.publish('well', {n})\ntime.sleep(0.05)\n"
SWALLOWS = "print('begun')\nwhile True:\n    try:\n        while True: pass\n    except: pass\n"
BOMB = "rows = []\nwhile True: rows.append(bytearray(2000))\n"
BROKEN = ("def f(:\n", "1 / 0\n", "while True: pass\n", BOMB, "import nothing\n")


@pytest.fixture
def online(board, room):
    board.power_on()
    room.wait_online()
    return board


def test_hundred_programs_in_a_row_thirty_of_them_broken(online, room):
    for number in range(100):
        broken = BROKEN[number // 3 % len(BROKEN)] if number % 10 in (2, 5, 8) else None
        answer = room.deliver(broken or WELL.format(n=number))
        assert "error" in answer or answer["result"] == "running"
        assert (answer.get("error") == "syntax") == (broken == BROKEN[0])
    assert room.order("stop")["result"] in ("stopped", "not-running")
    assert room.order("identify")["result"] == "blinked"


@pytest.mark.parametrize(
    "program", ["while True: pass", "while True: print('a line')", "import time\ntime.sleep(1000)"]
)
def test_endless_program_stops_and_the_board_stays(online, room, program):
    assert room.deliver(f"print('begun')\n{program}")["result"] == "running"
    room.wait_for("log", lambda payload: b"begun" in payload or b"a line" in payload)  # the first lines may be dropped
    assert room.order("stop")["result"] == "stopped"
    assert online.starts == 1


def test_program_that_raises_what_ctrl_c_does_is_stopped_and_the_board_stays(online, room):
    room.deliver("raise KeyboardInterrupt\n")
    room.wait_program("stopped")
    assert room.order("identify")["result"] == "blinked"
    assert online.starts == 1


def test_sleep_for_no_time_is_refused_before_the_board_leaves(online, room):
    tries = "import lab\nfor s in (None, '10', -5, 0):\n  try:\n    lab.sleep(s)\n  except (TypeError, ValueError):\n    print('refused')\n"
    room.deliver(tries + "print('tried')\n")
    room.wait_for("log", lambda payload: b"tried" in payload)
    assert online.printed.count("refused") == 4
    assert (online.starts, room.heard("status").count(b"offline")) == (1, 0)


def test_loop_in_c_is_stopped_by_a_restart(online, room):
    """MicroPython looks for an interruption between two steps of a program: `sum` of a billion numbers is one step."""
    room.deliver("print('begun')\nsum(range(10**9))\n")
    room.wait_for("log", lambda payload: b"begun" in payload)
    assert room.order("stop")["result"] == "stopped"
    assert online.starts == 2
    assert room.wait_program("stopped")["program"]["reason"] == "stop"


@pytest.mark.parametrize("program", [BOMB, "import lab\nlab.bomb = rows = []\n" + BOMB.split("\n", 1)[1]])
def test_program_that_takes_all_the_memory_ends_and_the_board_obeys(online, room, program):
    room.deliver(program)
    room.wait_program("failed")
    assert room.order("identify")["result"] == "blinked"
    assert room.deliver(WELL.format(n=3))["result"] == "running"
    room.wait_for("data/well")


def test_program_sent_by_the_laptop_rests_in_its_loops(online, room):
    program = make_patient("import lab\nfor i in range(10**9):\n    if i == 5000: lab.publish('turns', i)\n")
    assert room.deliver(program)["result"] == "running"
    room.wait_for("data/turns")
    assert room.order("stop")["result"] == "stopped"
    assert online.starts == 1


@pytest.mark.parametrize(
    "program", [SWALLOWS, "import micropython\nprint('begun')\nmicropython.heap_lock()\nwhile True: pass\n"]
)
def test_program_that_swallows_the_interruption_is_stopped_by_a_restart(online, room, program):
    room.deliver(program)
    room.wait_for("log", lambda payload: b"begun" in payload)
    assert room.order("stop")["result"] == "stopped"
    assert online.starts == 2
    room.wait_program("stopped")


def test_stop_of_nothing_is_said(online, room):
    assert room.order("stop")["result"] == "not-running"


def test_syntax_error_is_answered_with_its_line(online, room):
    answer = room.deliver("x = 1\ny = = 2\n")
    assert (answer["error"], answer["line"]) == ("syntax", 2)


def test_traceback_names_the_learner_s_lines_only(online, room):
    room.deliver("def f():\n    return 1 / 0\nf()\n")
    log = room.wait_for("log", lambda payload: b"ZeroDivisionError" in payload).decode()
    assert 'File "program.py", line 2, in f' in log
    assert "runner" not in log


def test_error_that_cannot_be_printed_is_shown_by_its_kind(online, room):
    room.deliver("rows = []\nrows.append(rows)\nraise ValueError(rows)\n")
    assert b'File "program.py", line 3' in room.wait_for("log", lambda payload: payload.endswith(b"\nValueError"))
    assert online.starts == 1


def test_long_program_arrives_whole(online, room):
    program = "import lab\n" + "# a line that says nothing\n" * 900 + "lab.publish('end', 1)\n"
    assert room.deliver(program)["result"] == "running"
    room.wait_for("data/end")
    assert (online.folder / "program.py").read_text() == program


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sha256": "0" * 64}, "checksum"),
        ({"size": 40000}, "size"),
        ({"size": 3}, "size"),
        ({"part": 1, "parts": 2}, "order"),
        ({"part": 2, "parts": 2}, "request"),
        ({"parts": 99}, "request"),
        ({"data": 5}, "request"),
        ({"data": "abc"}, "request"),
    ],
)
def test_delivery_that_is_not_right_is_refused_and_the_program_stays(online, room, change, code):
    room.deliver(WELL.format(n=1))
    assert room.deliver("print('other')", **change)["error"] == code
    assert (online.folder / "program.py").read_text() == WELL.format(n=1)


def test_program_that_breaks_at_once_makes_way_for_the_last_good_one(online, room):
    room.deliver(WELL.format(n=1))
    room.wait_program("ended")
    room.deliver("1 / 0")
    room.wait_for("data/well", lambda _: len(room.heard("data/well")) == 2)
    assert (online.folder / "program.py").read_text() == WELL.format(n=1)


def test_new_program_during_which_the_board_restarts_makes_way(online, room):
    room.deliver(WELL.format(n=1))
    room.wait_program("ended")
    room.deliver("import machine\nmachine.reset()\n")
    room.wait_for("data/well", lambda _: len(room.heard("data/well")) == 2)
    assert (online.folder / "program.py").read_text() == WELL.format(n=1)


def test_program_starts_again_on_demand(online, room):
    room.deliver(WELL.format(n=1))
    room.wait_program("ended")
    assert room.order("run")["result"] == "running"
    room.wait_for("data/well", lambda _: len(room.heard("data/well")) == 2)


def test_info_says_which_program(online, room):
    room.deliver(WELL.format(n=7))
    sha256 = hashlib.sha256(WELL.format(n=7).encode()).hexdigest()
    assert room.wait_program("ended")["program"]["sha256"] == sha256[:12]


def test_error_in_a_program_too_long_for_one_piece_of_memory_names_its_line(online, room):
    program = "# a line that says nothing\n" * 1100 + "1 / 0\n"
    assert room.deliver(program)["result"] == "running"
    log = room.wait_for("log", lambda payload: b"ZeroDivisionError" in payload).decode()
    assert 'File "program.py", line 1101, in <module>' in log
