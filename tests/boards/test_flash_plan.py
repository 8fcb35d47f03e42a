"""The plan: what would be done to each board, decided without touching one."""

from __future__ import annotations

import functools
from dataclasses import replace

import pytest

from iot_lab.boards import errors
from iot_lab.boards.chips import BY_NAME
from iot_lab.boards.find import Port
from iot_lab.boards.firmware import read_firmware
from iot_lab.boards.journal import BoardEntry
from iot_lab.boards.plan import Choices, Known, make_plan
from iot_lab.boards.probe import Found, PluggedBoard, Runs
from iot_lab.contract.config import Announced
from tests.rigs.flash import images

MAC = "24:0a:c4:00:10:01"
PORT = Port("/dev/ttyUSB0", "CH340", "1-2.4", "1a86:7523", "USB Serial")
BOARD = PluggedBoard(PORT, BY_NAME["ESP32"], 301, MAC, 4 << 20, Runs("blank"))
KIT = Runs("kit", "micropython", "v1.27.0", Announced("atelier", "capteur-07", "0.1.0"))


@functools.cache
def esp32():
    return read_firmware(images.firmware("ESP32", app_bytes=20_000))


def known(*entries, taken=()):
    by_mac = {entry.mac: entry for entry in entries}
    owners = {entry.name: entry.mac for entry in entries}
    return Known(
        entry=by_mac.get,
        owner=owners.get,
        taken=[*taken, *owners],
        firmware_for=lambda _chip: esp32(),
        files_digest=lambda name, _chip: f"digest of {name}",
        files_bytes=80_000,
        compressed_bytes=lambda _firmware: 1_000_000,
        room="atelier",
        kit="0.1.0",
    )


def plan_of(board, facts, choices=None):
    plan = make_plan([Found(board.port, board)], choices or Choices(), facts)
    return plan.orders[0] if plan.orders else plan.refusals[0].error


def test_blank_board_gets_the_next_name_and_everything():
    order = plan_of(BOARD, known(taken=["capteur-01"]))
    assert (order.name, order.effect) == ("capteur-02", "install")
    assert 1_000_000 < order.bytes_to_send < 1_100_000
    assert 11 < order.expected_s < 20


def test_ready_board_is_only_checked():
    entry = BoardEntry(MAC, "capteur-07", state="ready", firmware=esp32().sha256, files="digest of capteur-07")
    order = plan_of(replace(BOARD, runs=KIT), known(entry))
    assert (order.name, order.effect, order.bytes_to_send) == ("capteur-07", "check", 0)
    assert order.expected_s < 5


def test_new_settings_leave_the_files():
    entry = BoardEntry(MAC, "capteur-07", state="ready", firmware=esp32().sha256, files="older")
    order = plan_of(replace(BOARD, runs=KIT), known(entry))
    assert order.effect == "settings"
    assert order.bytes_to_send < 5_000


def test_new_kit_replaces_the_files_and_not_the_firmware():
    entry = BoardEntry(MAC, "capteur-07", state="ready", firmware=esp32().sha256, files="older")
    older = replace(KIT, announced=Announced("atelier", "capteur-07", "0.0.9"))
    order = plan_of(replace(BOARD, runs=older), known(entry))
    assert order.effect == "update"
    assert 5_000 < order.bytes_to_send < 80_000


def test_new_firmware_leaves_the_files():
    entry = BoardEntry(MAC, "capteur-07", state="ready", firmware="older", files="digest of capteur-07")
    order = plan_of(replace(BOARD, runs=KIT), known(entry))
    assert order.effect == "settings"
    assert order.bytes_to_send > 1_000_000


def test_interrupted_board_is_finished_under_its_name():
    order = plan_of(BOARD, known(BoardEntry(MAC, "renard-03", state="writing")))
    assert (order.name, order.effect) == ("renard-03", "finish")


def test_ready_board_that_somebody_erased_is_installed_again():
    entry = BoardEntry(MAC, "capteur-07", state="ready", firmware=esp32().sha256, files="digest of capteur-07")
    assert plan_of(BOARD, known(entry)).effect == "install"


def test_board_of_this_room_keeps_the_name_its_files_say():
    assert plan_of(replace(BOARD, runs=KIT), known()).name == "capteur-07"


def test_name_that_another_board_has_is_not_given_twice():
    other = BoardEntry("24:0a:c4:00:10:99", "capteur-07", state="ready")
    assert plan_of(replace(BOARD, runs=KIT), known(other)).name == "capteur-01"


@pytest.mark.parametrize(
    "runs",
    [
        Runs("other", "arduino", "1.0"),
        Runs("micropython", "micropython", "v1.22.0"),
        Runs("kit", "micropython", "v1.27.0", Announced("other-room", "capteur-07", "0.1.0")),
        Runs("other"),
    ],
)
def test_board_that_is_not_ours_waits_to_be_asked(runs):
    board = replace(BOARD, runs=runs)
    assert isinstance(plan_of(board, known()), errors.NotOurs)
    assert plan_of(board, known(), Choices(asked=frozenset({PORT.path}))).effect == "install"
    assert plan_of(board, known(), Choices(takes_all=True)).effect == "install"


def test_fresh_erases_and_says_how_long():
    entry = BoardEntry(MAC, "capteur-07", state="ready", firmware=esp32().sha256, files="digest of capteur-07")
    order = plan_of(replace(BOARD, runs=KIT), known(entry), Choices(is_fresh=True))
    assert (order.effect, order.is_fresh) == ("update", True)
    assert order.expected_s > 10


def test_two_new_boards_get_two_names():
    other = replace(BOARD, mac="24:0a:c4:00:10:02")
    plan = make_plan([Found(PORT, BOARD), Found(PORT, other)], Choices(word="phare"), known())
    assert [order.name for order in plan.orders] == ["phare-01", "phare-02"]


def test_port_that_failed_keeps_its_cause():
    trouble = errors.BoardSilent(port=PORT.path)
    plan = make_plan([Found(PORT, None, trouble), Found(PORT, BOARD)], Choices(), known())
    assert [refusal.error for refusal in plan.refusals] == [trouble]
    assert len(plan.orders) == 1


VERSIONS = {"v1.22.2": True, "1.19": True, "v1.23.0": False, "v1.27.0-preview.3": False, "?": False}


@pytest.mark.parametrize(("version", "is_refused"), VERSIONS.items())
def test_micropython_older_than_the_kit_can_use_is_refused(version, is_refused):
    facts = replace(known(), firmware_for=lambda _chip: replace(esp32(), version=version))
    outcome = plan_of(BOARD, facts)
    assert isinstance(outcome, errors.FirmwareTooOld) == is_refused
