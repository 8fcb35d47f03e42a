"""Two boards with one name, a clock that is set back, a name told while the board was away: each said in words."""

from __future__ import annotations

import json

import pytest

from tests.rigs.running_kit import wait_until
from tests.rigs.unix_board import UnixBoard, start

COUNTS = "import lab\ncount = [0]\ndef f():\n    count[0] += 1\n    lab.publish('x', count[0])\nlab.every(0.3, f)\nlab.run()\n"
HOUR_MS = 3_600_000
NOW_MS = 1_790_000_000_000


def test_two_boards_with_one_name_say_so_and_slow_down(tmp_path, broker):
    boards = [UnixBoard(tmp_path / name, broker.port) for name in ("one", "two")]
    try:
        for board in boards:
            board.power_on()
        wait_until(lambda: any("another board have this name" in board.printed for board in boards))
    finally:
        for board in boards:
            board.power_off()
    assert [board.starts for board in boards] == [1, 1]


@pytest.mark.parametrize("step_ms", [-HOUR_MS, HOUR_MS], ids=["back", "forward"])
def test_clock_that_is_set_dates_what_comes_and_is_told(board, room, step_ms):
    board.write("program.py", COUNTS)
    board.power_on()
    room.wait_online()
    room.send("do/time", json.dumps({"t": NOW_MS}).encode())
    room.wait_for("data/x", lambda payload: NOW_MS <= json.loads(payload)["t"] < NOW_MS + 60_000)
    room.send("do/time", json.dumps({"t": NOW_MS + step_ms}).encode())
    moved = NOW_MS + step_ms
    room.wait_for("data/x", lambda payload: moved <= json.loads(payload)["t"] < moved + 60_000)
    words = b"went back by" if step_ms < 0 else b"went forward by"
    room.wait_for("log", lambda payload: words in payload)


@pytest.mark.parametrize("moment", [-1, 0, 1 << 80, True, None, "soon", 1e300, 4102444800001])
def test_time_that_is_none_changes_nothing(board, room, moment):
    board.power_on()
    room.wait_online()
    room.send("do/time", json.dumps({"t": moment}).encode())
    assert room.order("stop")["result"] == "not-running"
    assert board.starts == 1


def test_board_whose_name_was_changed_while_it_was_away_says_what_to_do(tmp_path, broker):
    board = UnixBoard(tmp_path / "flash", broker.port, name="ancien", secret="of another name")
    board.power_on()
    try:
        wait_until(lambda: "renamed meanwhile? Flash it again" in board.printed)
    finally:
        board.power_off()


def test_sample_that_is_sent_twice_keeps_its_date_though_the_clock_drifts(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        f"from kit.clock import Clock\nclock = Clock()\nclock.set({NOW_MS})\nup = clock.up_ms()\ndate = clock.date_ms(up)\n"
        f"clock.set({NOW_MS} + 900)\nprint(clock.redate_ms(date, up) == date, clock.redate_ms(None, up) > date)\n"
        f"clock.set({NOW_MS} - {HOUR_MS})\nprint(clock.redate_ms(date, up) < date - 3500000)\n"
    )
    with start(tmp_path, str(program)) as process:
        assert process.stdout.read() == "True True\nTrue\n"
