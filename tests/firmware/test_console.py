"""The console of a board with the kit: a program is interrupted by hand, editors get the prompt, the kit comes back."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.rigs.board_console import ConsoleBoard
from tests.rigs.unix_board import HERE

CTRL_C, CTRL_D = b"\x03", b"\x04"
ENDLESS = "import time\nprint('begun')\nwhile True:\n    time.sleep_ms(10)\n"
LOUD = "print('begun')\nwhile True:\n    print('a line')\n"
PATIENT = "import lab\nprint('begun')\nlab.every(0.2, lambda: lab.publish('x', 1))\nlab.run()\n"


@pytest.fixture
def board(tmp_path, broker):
    one = ConsoleBoard(tmp_path / "flash", broker.port)
    yield one
    one.close()


@pytest.fixture
def running(board, room):
    board.write("program.py", ENDLESS)
    board.power_on()
    board.wait_printed("begun")
    room.wait_online()
    return board


def mpremote(board, *words: str) -> str:
    pytest.importorskip("mpremote", reason="mpremote is of the dev extra")
    command = [sys.executable, "-m", "mpremote", "connect", board.lend(), *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, (done.stdout, done.stderr, board.printed[-500:])
    return done.stdout


def test_one_ctrl_c_ends_the_program_and_the_kit_goes_on(running, room):
    running.type(CTRL_C)
    room.wait_program("stopped")
    assert room.order("run")["result"] == "running"
    assert ">>>" not in running.printed


@pytest.mark.parametrize("program", [ENDLESS, LOUD, PATIENT, None], ids=["endless", "loud", "lab", "none"])
def test_ctrl_c_twice_gives_the_prompt_whatever_runs(board, room, program):
    if program:
        board.write("program.py", program)
    board.power_on()
    board.wait_printed("begun" if program else "iot-lab kit")
    room.wait_online()
    board.open_prompt()
    assert board.starts == 1


def test_interruptions_by_the_kit_never_give_the_prompt(running, room):
    for _ in range(5):
        assert room.order("stop")["result"] == "stopped"
        assert room.order("run")["result"] == "running"
    assert ">>>" not in running.printed


def test_board_stays_in_the_room_and_is_quiet_while_somebody_types(running, room, broker):
    running.open_prompt()
    start = len(running.printed)
    running.type(b"print(6 * 7)\r")
    running.wait_printed("42", start)
    room.wait_for("info", lambda _: room.info()["program"].get("reason") == "console")
    assert room.order("identify")["result"] == "blinked"
    assert "lab:" not in running.printed[start:]
    assert not any(b"6 * 7" in line for line in room.heard("log"))


def test_ctrl_d_at_the_prompt_brings_the_kit_and_the_program_back(running, room):
    running.open_prompt()
    start = len(running.printed)
    running.type(CTRL_D)
    running.wait_printed("iot-lab kit", start)
    running.wait_printed("begun", start)
    room.wait_for("info", lambda _: room.info()["reset_cause"] == "console")


def test_room_takes_back_a_board_whose_prompt_was_left_open(running, room):
    running.open_prompt()
    assert room.deliver("import lab\nlab.publish('x', 1)\n")["result"] == "running"
    room.wait_for("data/x")


def test_mpremote_lists_and_copies_files_and_a_reset_brings_the_kit_back(running, room, tmp_path):
    (tmp_path / "note.txt").write_text("température : 21 °C\n", encoding="utf-8")
    assert "program.py" in mpremote(running, "fs", "ls")
    mpremote(running, "fs", "cp", str(tmp_path / "note.txt"), ":note.txt")
    assert (running.folder / "note.txt").read_text(encoding="utf-8") == "température : 21 °C\n"
    assert "21 °C" in mpremote(running, "fs", "cat", ":note.txt")
    start = len(running.printed)
    running.type(b"\x02" + CTRL_D)
    running.wait_printed("iot-lab kit", start)
    room.wait_online(2)


@pytest.mark.parametrize("program", [LOUD, PATIENT], ids=["loud", "lab"])
def test_editor_gets_in_whatever_runs(board, room, program):
    board.write("program.py", program)
    board.power_on()
    board.wait_printed("begun")
    assert mpremote(board, "resume", "exec", "print(6 * 7)").strip() == "42"
    assert board.starts == 1


def test_editor_that_makes_no_soft_reset_finds_a_quiet_board(running, room, broker):
    """As Thonny does: an interruption, the raw prompt, then many short scripts beside the kit's thread."""
    for _ in range(3):
        assert "program.py" in mpremote(running, "resume", "exec", "import os; print(os.listdir())")
    broker.stop()
    for number in range(5):
        printed = mpremote(running, "resume", "exec", f"import time; time.sleep(0.3); print({number})")
        assert printed.strip() == str(number)
    assert running.starts == 1


def test_thonny_lists_and_copies_files_and_a_reset_brings_the_kit_back(running, room, tmp_path):
    """IOT_LAB_THONNY is the Python that Thonny is installed in (`pip install thonny` in an environment of its own)."""
    if not os.environ.get("IOT_LAB_THONNY"):
        pytest.skip("IOT_LAB_THONNY names no Python with Thonny")
    (tmp_path / "note.txt").write_text("température : 21 °C\n", encoding="utf-8")
    words = [running.lend(), running.folder, tmp_path / "note.txt", tmp_path / "back.txt"]
    command = [os.environ["IOT_LAB_THONNY"], HERE.parent / "rigs" / "thonny_session.py", *words]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert (tmp_path / "back.txt").read_text(encoding="utf-8") == "température : 21 °C\n"
    start = len(running.printed)
    running.type(b"\x02" + CTRL_D)
    running.wait_printed("iot-lab kit", start)
    room.wait_online(2)
