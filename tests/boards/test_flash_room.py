"""Whole boards: the station writes emulated flash through the real esptool, and the board starts what it holds."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from littlefs import LittleFS

from iot_lab.boards import errors
from iot_lab.boards.flasher import Patience
from iot_lab.boards.kit import KitFiles
from iot_lab.boards.plan import Choices
from tests.rigs.flash import images
from tests.rigs.flash.board import Faults
from tests.rigs.flash.booting import read_files
from tests.rigs.flash.mounting import read_by_micropython

SLOW_START_S = 15
"""Seen on a real chip, which makes its file system at its first start."""
NVS = slice(0x9000, 0x10000)


def files_on(board, offset=images.VFS_OFFSET):
    return read_files(bytes(board.flash.data), offset, len(board.flash.data) - offset)


@pytest.mark.parametrize(("chip", "flash_mb"), [("ESP32", 4), ("ESP32-S3", 8), ("ESP32-C3", 16)])
def test_blank_board_becomes_a_board_of_the_room(room, tmp_path, chip, flash_mb):
    board = room.plug(chip, flash_mb)
    room.keep_firmware(chip)
    result = room.flash()[str(board.path)]
    assert result.error is None
    assert (result.started.board, result.started.mac) == ("capteur-01", board.mac)
    region = tmp_path / "region"
    region.write_bytes(board.flash.data[images.VFS_OFFSET :])
    expected = {name: content.decode() for name, content in files_on(board).items()}
    assert {name: content.decode() for name, content in room.station.kit.files.items()}.items() < expected.items()
    assert read_by_micropython(region, region.stat().st_size) == expected


def test_board_is_told_its_identity_and_the_secret_the_register_knows(room):
    board = room.plug()
    room.keep_firmware()
    room.flash()
    config = json.loads(files_on(board)["config.json"])
    secret = config.pop("secret").encode()
    assert room.station.register.authenticate("capteur-01", secret) == "capteur-01"
    assert config["wifi"] == [{"ssid": "Salle", "password": "craie-bleue"}]
    assert (config["room"], config["broker"]) == ("atelier", {"host": "192.168.1.5", "port": 1883})


def test_nvs_and_calibration_are_never_touched(room):
    board = room.plug()
    board.flash.data[NVS] = bytes(range(256)) * 112
    room.keep_firmware()
    room.flash()
    assert board.flash.data[NVS] == bytes(range(256)) * 112


def test_second_run_sends_nothing_and_keeps_the_learners_work(room):
    board = room.plug()
    room.keep_firmware()
    room.flash()
    before, written = bytes(board.flash.data), board.flash.written
    result = room.flash()[str(board.path)]
    assert result.error is None
    assert result.event.kept
    assert (board.flash.written, bytes(board.flash.data)) == (written, before)


def learner_saves(board, path, content):
    """Write a file as a program on the board would, into the file system that is there."""
    system = LittleFS(block_size=4096, block_count=(len(board.flash.data) - images.VFS_OFFSET) // 4096, mount=False)
    system.context.buffer = board.flash.data[images.VFS_OFFSET :]
    system.mount()
    with system.open(path, "wb") as file:
        file.write(content)
    system.unmount()
    board.flash.data[images.VFS_OFFSET :] = system.context.buffer


def change(room, **settings):
    room.station.settings = replace(room.station.settings, **settings)


def test_new_wifi_leaves_the_learners_program_and_the_firmware(room):
    board = room.plug()
    room.keep_firmware()
    room.flash()
    learner_saves(board, "program.py", b"print('mine')\n")
    written = board.flash.written
    change(room, broker_host="10.0.0.2")
    result = room.flash()[str(board.path)]
    assert (result.error, result.order.effect, result.event.kept) == (None, "settings", True)
    assert json.loads(files_on(board)["config.json"])["broker"]["host"] == "10.0.0.2"
    assert files_on(board)["program.py"] == b"print('mine')\n"
    assert files_on(board)["lib/sht31.py"] == room.station.kit.files["lib/sht31.py"]
    assert 0 < board.flash.written - written <= 4 * 4096


def test_new_firmware_leaves_the_learners_program(room):
    board = room.plug()
    room.keep_firmware()
    room.flash()
    learner_saves(board, "program.py", b"print('mine')\n")
    room.keep_firmware("ESP32", version="v1.28.0", seed=44)
    assert room.flash()[str(board.path)].error is None
    assert files_on(board)["program.py"] == b"print('mine')\n"
    assert b"v1.28.0" in board.flash.data


def test_new_kit_replaces_all_files_and_the_plan_says_so(room):
    board = room.plug()
    room.keep_firmware()
    room.flash()
    learner_saves(board, "program.py", b"print('mine')\n")
    room.station.kit = KitFiles({"boot.py": b"import kit2\n"}, "0.2.0")
    assert room.flash()[str(board.path)].order.effect == "update"
    assert sorted(files_on(board)) == ["boot.py", "config.json"]


def test_trouble_before_the_first_byte_keeps_what_the_journal_knew(room):
    board = room.plug()
    room.keep_firmware()
    room.flash()
    change(room, broker_host="10.0.0.2")
    plan = room.station.plan(room.station.look(), Choices())
    board.faults.is_silent = True
    result = room.station.run(plan, room.events.append)[0]
    # What it said at its last start may still come, and names another trouble than silence.
    assert isinstance(result.error, errors.BoardSilent | errors.BootModeRefused)
    assert room.station.journal.entry(board.mac).state == "ready"


def test_files_of_an_older_image_never_come_back(room):
    board = room.plug()
    room.keep_firmware()
    kit = room.station.kit
    room.station.kit = KitFiles({**kit.files, "old.py": b"gone", "lib/old.py": b"gone" * 3000}, "old")
    room.flash()
    for number in range(90):  # each writing moves LittleFS's newest copy of the folder
        learner_saves(board, "lib/log.txt", b"%d" % number * 50)
    room.station.kit = kit
    room.flash()
    assert sorted(files_on(board)) == ["boot.py", "config.json", "lib/sht31.py", "main.py"]


def test_fresh_erases_what_learners_left(room):
    board = room.plug()
    room.keep_firmware()
    room.flash()
    board.flash.data[-5000:-4000] = b"a secret of the last group".ljust(1000)
    room.flash(Choices(is_fresh=True))
    assert b"a secret of the last group" not in board.flash.data
    assert "config.json" in files_on(board)


def test_board_with_a_noisy_line_is_written_more_slowly(room):
    board = room.plug(faults=Faults(noise_above_baud=460800))
    room.keep_firmware()
    result = room.flash()[str(board.path)]
    assert result.error is None
    assert result.event.baud == 460800


def test_board_plugged_out_and_in_again_is_finished_in_the_same_run(room):
    board = room.plug(faults=Faults(unplug_at=90_000, back_after_s=0.5))
    room.keep_firmware()
    assert room.flash()[str(board.path)].error is None


def test_board_of_somebody_else_is_named_and_left_alone(room):
    board = room.plug()
    other = images.firmware("ESP32", project="arduino-lib-builder", version="esp-idf: v4.4")
    board.flash.data[0x1000 : 0x1000 + len(other)] = other
    before = bytes(board.flash.data)
    room.keep_firmware()
    assert room.flash() == {}
    error = room.refused[str(board.path)]
    assert isinstance(error, errors.NotOurs)
    assert error.details["runs"] == "arduino-lib-builder esp-idf: v4.4"
    assert bytes(board.flash.data) == before
    assert room.flash(Choices(asked=frozenset({str(board.path)})))[str(board.path)].error is None


@pytest.mark.parametrize("vfs_bytes", [0, 0x200000], ids=["since 1.26", "before"])
def test_plain_micropython_whose_image_says_nothing_is_named_as_such(room, vfs_bytes):
    board = room.plug()
    official = images.firmware("ESP32", project="", version="", vfs_size=vfs_bytes)
    board.flash.data[0x1000 : 0x1000 + len(official)] = official
    room.keep_firmware()
    assert room.flash() == {}
    assert room.refused[str(board.path)].details["runs"] == "MicroPython"


def test_wrong_chip_is_refused_before_anything_is_written(room):
    board = room.plug("ESP32-C3")
    room.keep_firmware("ESP32")
    sha256 = room.station.cache.entries()[0].sha256
    assert room.flash(Choices(firmware=sha256)) == {}
    assert isinstance(room.refused[str(board.path)], errors.WrongChip)
    assert board.flash.written == 0


def test_wrong_revision_is_refused_before_anything_is_written(room):
    board = room.plug()
    room.keep_firmware("ESP32", greatest=99)
    assert room.flash() == {}
    assert isinstance(room.refused[str(board.path)], errors.RevisionRefused)


def test_kit_that_never_speaks_is_named(room):
    room.station.patience = Patience(kit_starts_s=0.5)
    board = room.plug(faults=Faults(has_no_kit=True))
    room.keep_firmware()
    error = room.flash()[str(board.path)].error
    assert isinstance(error, errors.KitSilent)
    assert room.station.journal.entry(board.mac).state == "failed"


def test_first_start_that_takes_long_is_waited_for(room):
    assert Patience().kit_starts_s > 2 * SLOW_START_S
    board = room.plug(faults=Faults(starts_in_s=1))
    room.keep_firmware()
    assert room.flash()[str(board.path)].error is None


def test_board_that_runs_its_program_is_told_to_hold_boot(room):
    board = room.plug(faults=Faults(boot_mode="0x13"))
    room.keep_firmware()
    room.flash()
    error = room.refused[str(board.path)]
    assert isinstance(error, errors.BootModeRefused)
    assert error.details["mode"] == "0x13"
