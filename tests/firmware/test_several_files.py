"""A program of several files on a board: kept and removed together, whatever moment the power fails."""

from __future__ import annotations

import pytest

from iot_lab.contract.program_parts import cut
from tests.rigs.running_kit import wait_until
from tests.rigs.unix_board import HERE, UnixBoard, start

MAIN = "import lab, helper\nfrom parts import eye\nlab.publish('x', helper.answer() + eye.ONE + int(open('n.txt').read()))\n{end}"
FILES = {"helper.py": b"def answer():\n    return 40\n", "parts/eye.py": b"ONE = 1\n", "n.txt": b"1\n"}
WAITS = "import time\ntime.sleep(1000)\n"


@pytest.fixture
def board(tmp_path, broker):
    one = UnixBoard(tmp_path / "flash", broker.port, main=str(HERE / "on_unix" / "short_trial.py"))
    one.power_on()
    yield one
    one.power_off()


def deliver(room, program: str, files: dict[str, bytes], number: str) -> dict:
    for payload in cut(program.encode(), number, files):
        room.send("do/run", payload)
    return room.answer("run", number)


def folders(board) -> list[str]:
    return sorted(path.name for path in (board.folder / "with").glob("*"))


def test_program_finds_its_modules_and_its_data(board, room):
    room.wait_online()
    assert deliver(room, MAIN.format(end=WAITS), FILES, "v")["result"] == "running"
    assert b'"v": 42' in room.wait_for("data/x")
    assert len(folders(board)) == 1
    board.power_off()
    board.power_on()
    room.wait_for("data/x", lambda _: len(room.samples("x")) == 2)


def test_next_program_finds_them_no_longer_and_they_are_removed(board, room):
    room.wait_online()
    deliver(room, MAIN.format(end=WAITS), FILES, "v")
    room.wait_for("data/x")
    wait_until(lambda: board.read_state().get("good"))
    for number in range(2):  # the second one takes the place of the last good one, whose files go
        room.deliver(f"import lab, time\nlab.publish('y', {number})\ntime.sleep(1000)\n")
        room.wait_for("data/y", lambda _, number=number: len(room.samples("y")) == number + 1)
        wait_until(lambda: board.read_state().get("trial") is None)
    room.deliver("import helper\n")
    room.wait_for("log", lambda payload: b"no module named 'helper'" in payload)
    assert folders(board) == []


def test_changed_module_that_fails_makes_way_for_the_one_before(board, room):
    room.wait_online()
    deliver(room, MAIN.format(end=WAITS), FILES, "v")
    room.wait_for("data/x")
    wait_until(lambda: board.read_state().get("good"))
    deliver(room, MAIN.format(end=WAITS), {**FILES, "helper.py": b"def answer():\n    return nothing\n"}, "w")
    room.wait_program("restored")
    room.wait_for("data/x", lambda _: len(room.samples("x")) == 2)
    assert [one["v"] for one in room.samples("x")] == [42, 42]


def test_traceback_names_the_module_and_its_line(board, room):
    room.wait_online()
    deliver(room, "import helper\nhelper.f()\n", {"helper.py": b"def f():\n    return 1 / 0\n"}, "v")
    log = room.wait_for("log", lambda payload: b"ZeroDivisionError" in payload).decode()
    assert 'File "helper.py", line 2, in f' in log


def test_what_a_power_cut_left_behind_is_swept_away(board, room):
    room.wait_online()
    deliver(room, MAIN.format(end=WAITS), FILES, "v")
    room.wait_for("data/x")
    board.power_off()
    (board.folder / "with" / "0123456789ab").mkdir()
    (board.folder / "with" / "0123456789ab" / "helper.py").write_text("half")
    board.power_on()
    room.wait_for("data/x", lambda _: len(room.samples("x")) == 2)
    assert len(folders(board)) == 1


def test_info_names_the_whole_delivery(board, room):
    room.wait_online()
    deliver(room, MAIN.format(end=WAITS), FILES, "v")
    room.wait_for("info", lambda _: room.info().get("program", {}).get("sha256") == folders(board)[0])


TWO_SENDERS = """
import json
from kit.programs import Delivery, Refused
delivery = Delivery()
for line in open("turns"):
    order = json.loads(line)
    try:
        print(order["id"], order["part"], delivery.take(order))
    except Refused as refused:
        print(order["id"], order["part"], refused.args[0])
"""


def test_of_two_senders_at_once_the_one_that_began_last_is_served(tmp_path):
    sent = {name: cut(b"x = 1" + b" " * 4000, name) for name in "ab"}
    turns = [sent[name][part].decode() for part in range(3) for name in "ab"]
    (tmp_path / "turns").write_text("\n".join(turns))
    (tmp_path / "two.py").write_text(TWO_SENDERS)
    with start(tmp_path, str(tmp_path / "two.py")) as process:
        said = process.stdout.read().split("\n")
    assert said[:6] == ["a 0 False", "b 0 False", "a 1 order", "b 1 False", "a 2 order", "b 2 True"]
