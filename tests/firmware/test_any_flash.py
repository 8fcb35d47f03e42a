"""A program made names of series in a loop: the board comes into the room at its next start, with what waits in its flash."""

from __future__ import annotations

import binascii
import json

NAMES = 100


def batch(names: list[str]) -> str:
    lines = [json.dumps([name, 1, 5, 1, 1790000000000, 1]) for name in names]
    return "".join(f"{binascii.crc32(line.encode()):08x} {line}\n" for line in lines)


def test_board_comes_into_the_room_with_a_hundred_series_that_wait(board, room):
    names = [f"flood{number}" for number in range(NAMES)]
    (board.folder / "numbers.json").write_text(json.dumps(dict.fromkeys(names, 1)))
    (board.folder / "queue").mkdir()
    for number in range(20):
        start = number * 11 % NAMES
        (board.folder / "queue" / f"b{number:08d}").write_text(batch((names + names)[start : start + 32]))
    board.power_on()
    room.wait_online()
    assert room.order("identify")["result"] == "blinked"
    assert room.deliver("import lab\nlab.publish('y', 1)\n")["result"] == "running"
    room.wait_for("data/y")
