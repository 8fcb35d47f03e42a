"""Ten boards at once, some broken: each gets the right cause, none is lost, the second run finishes all."""

from __future__ import annotations

import threading

import pytest

from iot_lab.boards import errors
from iot_lab.boards.plan import Choices
from tests.rigs.flash.board import Faults
from tests.rigs.flash.booting import boot_lines

KINDS = (("ESP32", 4), ("ESP32", 8), ("ESP32-S3", 8), ("ESP32-S3", 16), ("ESP32-C3", 4))
FAULTS = {
    "unplugged": (lambda: Faults(unplug_at=130_000), errors.BoardUnplugged),
    "swapped": (lambda: Faults(unplug_at=130_000, back_after_s=0.3, back_as="24:0a:c4:ff:ff:01"), errors.BoardSwapped),
    "noisy": (lambda: Faults(noise_above_baud=0), errors.LineNoisy),
    "silent": (lambda: Faults(is_silent=True), errors.BoardSilent),
}


def start_says(board):
    return boot_lines(board.chip, board.mac, bytes(board.flash.data))


@pytest.mark.parametrize("broken", [("unplugged", "swapped", "noisy"), ("silent", "swapped", "unplugged")])
def test_three_broken_boards_among_ten_are_named_and_the_second_run_finishes_all(room, broken):
    room.keep_firmware("ESP32", "ESP32-S3", "ESP32-C3")
    boards = [room.plug(chip, flash_mb) for chip, flash_mb in KINDS + KINDS[:2]]
    bad = [room.plug("ESP32", 4, FAULTS[name][0]()) for name in broken]
    results = room.flash()
    assert [results[str(board.path)].error for board in boards] == [None] * 7
    for board, name in zip(bad, broken, strict=True):
        error = room.refused.get(str(board.path)) or results[str(board.path)].error
        assert type(error) is FAULTS[name][1]

    repair(room, bad)
    again = room.flash()
    assert room.refused == {}
    assert [result.error for result in again.values()] == [None] * 10
    assert all(b"iot-lab kit" in start_says(board) for board in room.boards)
    assert len({result.started.board for result in again.values()}) == 10


def repair(room, bad):
    """Plug the broken boards again, with a good cable; their flash is as the first run left it."""
    for board in bad:
        number = int(board.path.name.removeprefix("ttyUSB"))
        board.stop()
        room.boards.remove(board)
        mended = room.plug(board.chip, board.flash_mb, number=number)
        mended.flash.data[:] = board.flash.data


def test_flash_that_loses_a_bit_is_named(room):
    room.keep_firmware()
    board = room.plug()
    board.flash.weak_at = 0x20000
    error = room.flash()[str(board.path)].error
    assert isinstance(error, errors.FlashFaulty)
    assert error.details["offset"] == "0x10000"


def test_board_swapped_in_midway_is_not_written(room):
    room.keep_firmware()
    board = room.plug(faults=FAULTS["swapped"][0]())
    room.flash()
    assert board.mac == "24:0a:c4:ff:ff:01"
    assert board.flash.written == 0


def test_interrupted_board_is_finished_without_sending_again_what_arrived(room):
    room.keep_firmware("ESP32", app_bytes=1_300_000)
    board = room.plug(faults=Faults(unplug_at=700_000))
    assert isinstance(room.flash()[str(board.path)].error, errors.BoardUnplugged)
    assert room.station.journal.entry(board.mac).state == "failed"
    repair(room, [board])
    plan = room.station.plan(room.station.look(), Choices())
    assert [order.effect for order in plan.orders] == ["finish"]
    assert [result.error for result in room.station.run(plan, room.events.append)] == [None]
    assert room.boards[0].flash.written < 1_000_000


def test_two_chips_missing_from_the_cache_do_not_stop_the_third(room):
    room.keep_firmware("ESP32")
    good, other = room.plug("ESP32"), room.plug("ESP32-S3", 8)
    results = room.flash()
    assert results[str(good.path)].error is None
    assert isinstance(room.refused[str(other.path)], errors.NoFirmware)


def test_stopping_leaves_a_board_that_the_next_run_finishes(room):
    room.keep_firmware()
    board, stop = room.plug(), threading.Event()
    plan = room.station.plan(room.station.look(), Choices())
    result = room.station.run(plan, lambda event: stop.set() if event.stage == "writing" else None, stop)[0]
    assert isinstance(result.error, errors.FlashStopped)
    assert room.flash()[str(board.path)].error is None


def test_events_lead_every_board_to_its_end(room):
    room.keep_firmware()
    board, silent = room.plug(), room.plug(faults=Faults(unplug_at=130_000))
    room.flash()
    mine = [event.stage for event in room.events if event.port == str(board.path)]
    assert mine[0] == "waiting"
    assert mine[-1] == "ready"
    assert list(dict.fromkeys(mine[1:-1])) == ["connecting", "comparing", "writing", "restarting", "listening"]
    assert [event.stage for event in room.events if event.port == str(silent.path)][-1] == "failed"


def test_board_plugged_later_joins_when_watching(room):
    room.keep_firmware()
    stop, results = threading.Event(), []

    def done(result):
        results.append(result)
        stop.set()

    watcher = threading.Thread(target=room.station.watch, args=(Choices(), room.events.append, stop, done))
    watcher.start()
    room.plug()
    watcher.join(30)
    assert [result.error for result in results] == [None]


def test_no_board_says_what_was_seen(room):
    with pytest.raises(errors.NoBoardFound) as caught:
        room.flash()
    assert caught.value.details == {"seen": "-"}


def test_port_that_does_not_exist_is_named(room):
    room.flash(paths=[str(room.folder / "ttyUSB9")])
    assert isinstance(room.refused[str(room.folder / "ttyUSB9")], errors.PortAbsent)


def test_port_held_by_another_program_is_named(room):
    from iot_lab.boards.cable import open_cable

    board = room.plug()
    held = open_cable(str(board.path), list)
    room.flash()
    held.close()
    assert isinstance(room.refused[str(board.path)], errors.PortBusy)


def test_locked_chip_is_never_written(room):
    room.keep_firmware()
    board = room.plug("ESP32-C3", faults=Faults(is_locked=True))
    room.flash()
    assert isinstance(room.refused[str(board.path)], errors.BoardLocked)


def test_plan_refuses_a_flash_too_small(room):
    room.keep_firmware("ESP32", vfs_size=0x200000)
    board = room.plug("ESP32", 2)
    room.flash()
    assert isinstance(room.refused[str(board.path)], errors.FlashTooSmall)
