"""`iot-lab boards`, `rescue`, `wipe`, `backup` on the emulated hub: what boards hold afterwards, and what is said."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import select
import signal
import stat
import subprocess
import sys

import pytest
from click.testing import CliRunner

from iot_lab.boards import errors
from iot_lab.boards.journal import Journal
from iot_lab.cli.main import iot_lab
from iot_lab.room import NameRefused, Register
from iot_lab.workshop.board_list import NameTaken
from iot_lab.workshop.board_orders import BoardUnknown, RoomNotRunning
from iot_lab.workshop.board_updates import BoardOutOfReach
from tests.rigs.commands import run
from tests.rigs.flash import images
from tests.rigs.flash.booting import read_files
from tests.rigs.running_kit import wait_until


def files_of(board):
    return read_files(bytes(board.flash.data), images.VFS_OFFSET, len(board.flash.data) - images.VFS_OFFSET)


def json_of(board, path="config.json"):
    return json.loads(files_of(board)[path])


def run_alone(*words):
    """Run a verb that needs no room."""
    return CliRunner().invoke(iot_lab, [*words, "--lang", "fr"], prog_name="iot-lab")


def secret_of(hub, name):
    return next(account.secret for account in Register.open(hub.data).accounts() if account.name == name)


@pytest.fixture
def ready(hub):
    """Two boards of the room, `capteur-01` and `capteur-02`, plugged."""
    hub.keep_firmware()
    boards = [hub.plug(), hub.plug()]
    assert run(hub, "flash", "--yes").code == 0
    return boards


def test_list_shows_each_board_with_its_state(hub, ready):
    said = run(hub, "boards", "list").said
    for words in ("capteur-01", "capteur-02", ready[0].mac, "ESP32", "prête", "vue il y a"):
        assert words in said
    rows = run(hub, "boards", "list", "--json", language="en").lines
    assert [(row["name"], row["state"], row["is_online"]) for row in rows] == [
        ("capteur-01", "ready", False),
        ("capteur-02", "ready", False),
    ]


def test_empty_room_says_how_to_begin(hub):
    assert "iot-lab flash" in run(hub, "boards", "list").said


def test_plugged_board_is_renamed_keeps_its_secret_and_its_files(hub, ready):
    before, secret = files_of(ready[0]), secret_of(hub, "capteur-01")
    assert run(hub, "boards", "rename", "capteur-01", "serre").code == 0
    after = files_of(ready[0])
    assert {name for name in after if after[name] != before.get(name)} == {"config.json"}
    assert (json_of(ready[0])["name"], json_of(ready[0])["secret"]) == ("serre", secret)
    assert secret_of(hub, "serre") == secret
    assert "capteur-01" not in [account.name for account in Register.open(hub.data).accounts()]
    assert Journal.open(hub.data).named("serre").state == "ready"
    assert run(hub, "flash", "--yes").code == 0
    assert json_of(ready[0])["name"] == "serre"


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("capteur-01", "capteur-02", NameTaken),
        ("capteur-01", "hub", NameTaken),
        ("capteur-01", "La Serre", NameRefused),
        ("personne", "serre", BoardUnknown),
    ],
)
def test_name_that_cannot_be_given_is_refused_before_anything_changes(hub, ready, old, new, error):
    written = ready[0].flash.written
    assert isinstance(run(hub, "boards", "rename", old, new).error, error)
    assert ready[0].flash.written == written
    assert [entry.name for entry in Journal.open(hub.data).entries()] == ["capteur-01", "capteur-02"]


def test_board_out_of_reach_keeps_its_old_name(hub, ready):
    ready[0].stop()
    assert isinstance(run(hub, "boards", "rename", "capteur-01", "serre").error, BoardOutOfReach)
    assert Journal.open(hub.data).named("capteur-01").mac == ready[0].mac
    assert "serre" not in [account.name for account in Register.open(hub.data).accounts()]


def test_retired_board_is_forgotten_once_a_person_agreed(hub, ready):
    assert run(hub, "boards", "retire", "capteur-01", typed="\n").code == 1
    assert Journal.open(hub.data).named("capteur-01")
    done = run(hub, "boards", "retire", "capteur-01", typed="o\n")
    assert (done.code, "Ses mesures restent" in done.said) == (0, True)
    assert Journal.open(hub.data).named("capteur-01") is None
    assert "capteur-01" not in [account.name for account in Register.open(hub.data).accounts()]
    assert isinstance(run(hub, "boards", "retire", "capteur-01", "--yes").error, BoardUnknown)


def test_wifi_reaches_plugged_boards_without_flashing_and_names_the_others(hub, ready):
    ready[1].stop()
    firmware = bytes(ready[0].flash.data[: images.VFS_OFFSET])
    done = run(hub, "boards", "wifi", "Salle", typed="craie-bleue\n")
    assert done.code == 1
    assert "capteur-02" in done.said.splitlines()[-1]
    assert "craie-bleue" not in done.said
    assert json_of(ready[0])["wifi"] == [{"ssid": "Salle", "password": "craie-bleue"}]
    assert bytes(ready[0].flash.data[: images.VFS_OFFSET]) == firmware
    assert Journal.open(hub.data).named("capteur-01").state == "ready"


def test_board_unplugged_while_its_settings_change_is_finished_by_the_next_flash(hub, ready, monkeypatch):
    board, put = ready[0], Journal.change

    def unplug_soon(journal, mac, **values):
        put(journal, mac, **values)
        if values == {"state": "writing"}:
            board.faults.unplug_at = board.received + 200

    monkeypatch.setattr(Journal, "change", unplug_soon)
    done = run(hub, "boards", "rename", "capteur-01", "serre")
    assert isinstance(done.error, errors.BoardUnplugged)
    assert Journal.open(hub.data).named("capteur-01").state == "writing"
    monkeypatch.undo()


def test_labels_are_a_page_with_every_name(hub, ready, tmp_path):
    path = tmp_path / "sheet.html"
    assert run(hub, "boards", "labels", "--out", str(path)).code == 0
    sheet = path.read_text(encoding="utf-8")
    assert "capteur-01" in sheet
    assert "capteur-02" in sheet


def test_order_to_a_room_that_is_not_open_says_so(hub):
    assert isinstance(run(hub, "boards", "identify", "capteur-01").error, RoomNotRunning)


@pytest.mark.parametrize("by_name", [False, True])
def test_rescued_board_skips_the_program_and_keeps_every_file(hub, ready, by_name):
    before = files_of(ready[0])
    done = run(hub, "rescue", "capteur-01" if by_name else str(ready[0].path))
    assert done.code == 0
    assert "capteur-01" in done.said
    assert json_of(ready[0], "state.json")["skip"] is True
    assert {name: files_of(ready[0])[name] for name in before} == before


def test_board_without_the_kit_cannot_be_rescued(hub):
    board = hub.plug()
    assert isinstance(run(hub, "rescue", str(board.path)).error, errors.BoardWithoutKit)
    assert board.flash.written == 0


def test_wiped_boards_hold_no_program_and_no_secret(hub, ready):
    secret = secret_of(hub, "capteur-01")
    ready[0].flash.data[0x9000:0x9010] = b"a learner's note"
    done = run(hub, "wipe", "--all", typed="o\n")
    assert done.code == 0
    for words in ("capteur-01", "capteur-02", ready[0].mac, "2 cartes effacées"):
        assert words in done.said
    assert set(ready[0].flash.data[images.VFS_OFFSET :]) == {0xFF}
    assert secret.encode() not in ready[0].flash.data
    assert b"a learner's note" not in ready[0].flash.data
    assert secret_of(hub, "capteur-01") != secret


def test_wiped_board_becomes_the_same_board_again(hub, ready):
    run(hub, "wipe", str(ready[0].path), "--yes")
    assert Journal.open(hub.data).named("capteur-01").state == "named"
    assert run(hub, "flash", "--yes").code == 0
    assert json_of(ready[0])["name"] == "capteur-01"
    assert json_of(ready[0])["secret"] == secret_of(hub, "capteur-01")


def test_wiped_boards_can_be_forgotten(hub, ready):
    assert run(hub, "wipe", "--all", "--forget", "--yes").code == 0
    assert Journal.open(hub.data).entries() == []
    assert [account.name for account in Register.open(hub.data).accounts()] == ["hub"]


def test_nothing_is_wiped_without_a_clear_yes(hub, ready):
    written, before = ready[0].flash.written, bytes(ready[0].flash.data)
    assert run(hub, "wipe", "--all", typed="\n").code == 1
    assert (ready[0].flash.written, bytes(ready[0].flash.data)) == (written, before)
    assert run(hub, "wipe").code == 2


def test_board_from_elsewhere_is_wiped_only_when_its_port_is_named(hub, ready):
    board = hub.plug()
    other = images.firmware("ESP32", project="arduino-lib-builder", version="esp-idf: v4.4")
    board.flash.data[0x1000 : 0x1000 + len(other)] = other
    board.flash.data[images.VFS_OFFSET : images.VFS_OFFSET + 4] = b"mine"
    done = run(hub, "wipe", "--all", "--yes")
    assert board.mac in done.said
    assert b"mine" in board.flash.data
    assert run(hub, "wipe", str(board.path), "--yes").code == 0
    assert b"mine" not in board.flash.data


def test_silent_board_never_holds_up_the_wiping_of_the_others(hub, ready):
    ready[1].faults.is_silent = True
    done = run(hub, "wipe", str(ready[0].path), str(ready[1].path), "--yes")
    assert done.code == 1
    assert "1 carte effacée" in done.said
    assert json_of(ready[1])["name"] == "capteur-02"


def test_backup_is_the_flash_and_private(hub, ready, tmp_path):
    path = tmp_path / "kept.bin"
    before = bytes(ready[0].flash.data)
    done = run_alone("backup", str(ready[0].path), "--files", "--out", str(path))
    assert done.exit_code == 0
    assert path.read_bytes() == before[images.VFS_OFFSET :]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert hashlib.sha256(path.read_bytes()).hexdigest() in done.output
    assert f"0x{images.VFS_OFFSET:x}" in done.output
    assert bytes(ready[0].flash.data) == before


class Terminal:
    """`iot-lab monitor` in a terminal of its own; `said` is what it printed so far."""

    def __init__(self, *words):
        command = [sys.executable, "-m", "iot_lab", "monitor", *words, "--lang", "en"]
        self.handle, inside = pty.openpty()
        self.process = subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside, start_new_session=True)
        os.close(inside)
        self.said = ""

    def says(self, words):
        if select.select([self.handle], [], [], 0)[0]:
            self.said += os.read(self.handle, 4096).decode()
        return words in self.said

    def type(self, keys):
        os.write(self.handle, keys)

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.handle)


@pytest.fixture
def terminal():
    opened = []

    def open_terminal(*words):
        opened.append(Terminal(*words))
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.close()


def test_monitor_shows_lines_with_the_boards_name_until_ctrl_bracket(ready, terminal):
    shown = terminal(str(ready[0].path))
    wait_until(lambda: shown.says(f" capteur-01 {ready[0].mac}"))
    assert "capteur-01 │ iot-lab kit " in shown.said
    shown.type(b"\x1d")
    assert shown.process.wait(10) == 0


def test_monitor_ends_with_ctrl_c(ready, terminal):
    shown = terminal(str(ready[0].path))
    wait_until(lambda: shown.says("capteur-01 │"))
    shown.process.send_signal(signal.SIGINT)
    assert shown.process.wait(10) == 0


def test_monitor_of_a_port_that_is_not_there_says_so():
    assert isinstance(run_alone("monitor", "/dev/ttyNOWHERE").exception, errors.PortAbsent)
