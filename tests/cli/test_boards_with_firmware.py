"""`iot-lab boards` and `rescue` with a board that runs the shipped firmware, on MicroPython's unix port."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict

import pytest

from iot_lab.boards.journal import BoardEntry, Journal
from iot_lab.boards.kit import KitFiles
from iot_lab.cli.open_room import open_room
from iot_lab.room import Register
from iot_lab.texts import texts
from iot_lab.workshop import kit_updates, running
from iot_lab.workshop.board_orders import BoardOrders
from iot_lab.workshop.settings import Settings
from tests.rigs.running_kit import RunningKit, wait_until
from tests.rigs.unix_board import FIRMWARE, HERE, UnixBoard, compiled_library, missing_parts

pytestmark = pytest.mark.skipif(bool(missing_parts()), reason=missing_parts() or "-")
PROGRAM = "import lab\nimport time\nwhile True:\n    lab.publish('turns', 1)\n    time.sleep(0.2)\n"


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    Register.open(folder).add("serre-07", "board")
    Journal.open(folder).put(BoardEntry(mac="24:0a:c4:00:10:07", name="serre-07", chip="ESP32", state="ready"))
    return folder


@pytest.fixture
def kit(data):
    kit = RunningKit(data, "--simulate", "0")
    kit.start()
    wait_until(lambda: running.find(data))
    yield kit
    kit.interrupt()


@pytest.fixture
def board(tmp_path, kit, data):
    secret = Register.open(data).add("serre-07", "board").secret
    main = str(HERE / "on_unix" / "from_the_start.py")
    board = UnixBoard(tmp_path / "flash", kit.mqtt_port, name="serre-07", secret=secret, main=main)
    board.power_on()
    wait_until(lambda: row(data, "serre-07")["is_online"])
    program = tmp_path / "main.py"
    program.write_text(PROGRAM)
    assert run(data, "send", "serre-07", str(program))[0] == 0
    yield board
    board.power_off()


def run(data, *words):
    command = [sys.executable, "-m", "iot_lab", *words, "--lang", "en", "--data", str(data)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    return done.returncode, done.stdout + done.stderr


def row(data, name):
    """What `boards list --json` says of a board, without its process: this is asked again and again."""
    with open_room(Settings(data=data), texts("en")) as room:
        rows = map(asdict, room.board_list.rows())
        return next((row for row in rows if row["name"] == name), {"is_online": False, "program": ""})


def test_real_firmware_takes_its_new_name_and_its_program_runs_again(data, board):
    code, said = run(data, "boards", "rename", "serre-07", "jardin")
    assert (code, "now called jardin" in said) == (0, True)
    wait_until(lambda: row(data, "jardin")["program"] == "running")
    assert json.loads((board.folder / "config.json").read_text())["name"] == "jardin"
    assert "serre-07" not in [account.name for account in Register.open(data).accounts()]


def test_real_firmware_blinks_is_rescued_takes_another_kit_and_learns_the_wifi(data, board):
    assert run(data, "boards", "identify", "serre-07")[0] == 0
    assert run(data, "rescue", "serre-07")[0] == 0
    assert "the program is left out at this start" in board.printed

    # A kit that stands on the flashed one: what travels is short, what happens is the same.
    text = (FIRMWARE / "lib" / "kit" / "__init__.py").read_text()
    good = f"{text}\n__path__ = {str(compiled_library() / 'kit')!r}\n".encode()
    version = kit_updates.installed_kit().version
    shares: list[tuple[int, int]] = []
    with BoardOrders(data) as room:
        files = {"lib/kit/__init__.py": good, "lib/kit_choice.py": b"never sent"}
        assert kit_updates.update(room, "serre-07", KitFiles(files, version), lambda *share: shares.append(share))
        assert shares == [(0, 1), (1, 1)]
        broken = KitFiles({"lib/kit/__init__.py": b"nothing()\n"}, "9.9.9+2")
        with pytest.raises(kit_updates.KitWentBack):
            kit_updates.update(room, "serre-07", broken, lambda *_: None)
    code, said = run(data, "boards", "update", "--all")
    assert (code, "serre-07: up to date already" in said) == (0, True)

    assert run(data, "boards", "wifi", "Salle", "--password", "craie-bleue")[0] == 0
    wifi = json.loads((board.folder / "config.json").read_text())["wifi"]
    assert wifi == [{"ssid": "Salle", "password": "craie-bleue"}]


def test_state_as_rescue_writes_it_over_usb_leaves_the_program_out_once(data, board):
    board.power_off()
    board.write("state.json", json.dumps({"skip": True}, indent=1, sort_keys=True) + "\n")
    board.power_on()
    wait_until(lambda: row(data, "serre-07")["program"] == "stopped")
    board.power_off()
    board.power_on()
    wait_until(lambda: row(data, "serre-07")["program"] == "running")


def test_send_waits_for_the_end_of_the_trial_and_says_what_came_of_it(data, board, tmp_path):
    program = tmp_path / "crash.py"
    program.write_text("import time\ntime.sleep(1)\nraise OSError(113)\n")
    code, said = run(data, "send", "serre-07", str(program))
    assert (code, "took back the last good one" in said) == (1, True)
    wait_until(lambda: row(data, "serre-07")["program"] == "restored")
    program.write_text(PROGRAM + "# once more\n")
    code, said = run(data, "send", "serre-07", str(program))
    assert (code, "runs on serre-07" in said) == (0, True)
    assert json.loads((board.folder / ".kit-state.json").read_text()).get("trial") is None


def test_folder_is_sent_whole_and_its_program_finds_its_files(data, board, tmp_path):
    folder = tmp_path / "project"
    (folder / "parts").mkdir(parents=True)
    (folder / "main.py").write_text(
        "import lab\nfrom parts import eye\nimport helper\nlab.publish('sum', eye.ONE + helper.TWO)\n"
    )
    (folder / "parts" / "eye.py").write_text("ONE = 1\n")
    (tmp_path / "helper.py").write_text("TWO = 2\n")
    assert run(data, "send", "serre-07", str(folder), "--file", str(tmp_path / "helper.py"))[0] == 0
    wait_until(lambda: row(data, "serre-07")["program"] == "ended")
    (tmp_path / "helper.py").write_text("TWO = = 2\n")
    code, said = run(data, "send", "serre-07", str(folder), "--file", str(tmp_path / "helper.py"))
    assert (code, "helper.py" in said) == (1, True)
    (folder / "main.py").unlink()
    assert "main.py" in run(data, "send", "serre-07", str(folder))[1]
