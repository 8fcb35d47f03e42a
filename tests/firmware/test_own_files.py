"""A program's file never costs the board the kit's own: refused in words, and found again where it was spoiled all the same."""

from __future__ import annotations

import json

import pytest

from tests.rigs.running_kit import wait_until
from tests.rigs.unix_board import FIRMWARE, HERE, UnixBoard, start

SPOILS = "from kit.files import open\nopen('{name}', 'w').write({content!r})\nimport lab\nlab.publish('x', 1)\n"
WRONG = ["", "{}", "[]", "\0\xff", '{"room": "x"}', '{"room": 1, "name": "x", "secret": "y", "broker": {}, "wifi": []}']
NAMES = (
    "config.json",
    "boot.py",
    "main.py",
    "program.py",
    "kit.json",
    "numbers.json",
    ".kit-state.json",
    "lib/kit/room.mpy",
    "./config.json",
)
ASK = """
import io
import os
import uio
names = {names!r}
for number, name in enumerate(names):
    for act in (lambda: open(name, 'w'), lambda: open(name, 'r+b'), lambda: os.remove(name), lambda: os.rename(name, 'other'),
                lambda: io.open(name, 'w'), lambda: uio.open(name, 'a')):
        try:
            act()
            print('went', name)
        except OSError as error:
            if number == 0:
                print(error)
try:
    os.umount('/')
except OSError as error:
    print(error)
open('mine.json', 'w').write('2')
assert io.open('mine.json').read() == '2' and io.StringIO('x').read() == 'x' and io.BytesIO(b'y').read() == b'y'
class Own(io.IOBase): pass
os.rename('mine.json', 'state.json')
os.remove('state.json')
print('end')
"""
OLDER = {"boots": 7, "starts": 0, "good": "abc", "answer": [1], "trial": 5}


@pytest.fixture
def board(tmp_path, broker):
    one = UnixBoard(tmp_path / "flash", broker.port, main=str(HERE / "on_unix" / "short_trial.py"))
    yield one
    one.power_off()


def boot(folder) -> str:
    with start(folder, str(folder / "begin.py")) as process:
        return process.stdout.read()


def test_program_is_told_which_files_are_the_kit_s(board, room):
    board.power_on()
    room.wait_online()
    room.deliver(ASK.format(names=NAMES))
    room.wait_for("log", lambda payload: payload.endswith(b"end"))
    assert "config.json is the kit's: give your file another name" in board.printed
    assert "the kit is on it" in board.printed
    assert "went" not in board.printed


@pytest.mark.parametrize("content", WRONG)
def test_settings_that_a_program_spoiled_come_back_and_it_is_said(board, room, content):
    board.power_on()
    room.wait_online()
    kept = json.loads((board.folder / "config.json").read_text())
    room.deliver(SPOILS.format(name="config.json", content=content))
    room.wait_for("log", lambda payload: b"config.json was not the kit's any more" in payload)
    assert json.loads((board.folder / "config.json").read_text()) == kept
    assert room.order("settings", wifi=[{"ssid": "atelier", "password": "atelier123"}])["result"] == "saved"


def test_settings_spoiled_while_the_power_was_off_come_back_too(board, room):
    board.power_on()
    room.wait_online()
    board.power_off()
    board.write("config.json", "mine")
    board.power_on()
    room.wait_online(2)
    room.wait_for("log", lambda payload: b"config.json was not the kit's any more" in payload)
    assert (board.folder / "config.wrong").read_text() == "mine"


def test_settings_that_the_laptop_wrote_by_cable_are_believed(board, room):
    board.power_on()
    room.wait_online()
    board.power_off()
    config = {**json.loads((board.folder / "config.json").read_text()), "name": "jardin"}
    board.write("config.json", json.dumps(config))
    board.power_on()
    wait_until(lambda: room.last("lab/atelier/jardin/info"))
    board.power_off()
    board.write("config.json", "")
    board.power_on()
    wait_until(lambda: json.loads((board.folder / "config.json").read_text() or "{}") == config)


@pytest.mark.parametrize("spare", ["", "00000000 {}", "zz", None])
def test_copy_that_is_damaged_is_not_believed(board, spare):
    board.write("config.json", "{}")
    if spare is not None:
        board.write(".kit-config", spare)
    board.power_on()
    wait_until(lambda: "flash it again" in board.printed)


@pytest.mark.parametrize("content", ['{"starts": "x", "answer": [1], "trial": 5, "runs": []}', "no JSON", "[]"])
def test_program_has_a_state_of_its_own_and_resets_in_a_loop_are_survived(board, room, content):
    program = SPOILS.format(name="state.json", content=content) + "import machine\nmachine.reset()\n"
    board.write("program.py", program)
    board.power_on()
    room.wait_program("stopped")
    assert board.starts == 4
    assert (board.folder / "state.json").read_text() == content


def test_what_an_older_kit_knew_is_carried_on(board, room):
    board.write("state.json", json.dumps(OLDER))
    board.power_on()
    room.wait_online()
    state = board.read_state()
    assert (state["boots"], state["good"]) == (8, "abc")
    assert "answer" not in state
    assert "trial" not in state


def test_order_that_the_laptop_wrote_by_cable_is_obeyed_once(board, room):
    board.write("program.py", "import lab, time\nlab.publish('x', 1)\ntime.sleep(1000)\n")
    board.power_on()
    room.wait_for("data/x")
    board.power_off()
    board.write("state.json", '{"mine": 1, "skip": true}')
    board.power_on()
    assert room.wait_program("stopped")["program"]["reason"] == "rescue"
    assert json.loads((board.folder / "state.json").read_text()) == {"mine": 1}
    board.power_off()
    board.power_on()
    room.wait_program("running")


def test_boot_is_written_again_where_something_else_stands_in_its_place(board, room):
    (board.folder / "lib").mkdir()
    board.write("lib/kit_choice.mpy", "")
    board.write("boot.py", "print('mine')\n")
    board.power_on()
    room.wait_online()
    assert (board.folder / "boot.py").read_text() == (FIRMWARE / "boot.py").read_text()
    assert (board.folder / "boot.old").read_text() == "print('mine')\n"
    room.wait_for("log", lambda payload: b"boot.py was not the kit's any more" in payload)
