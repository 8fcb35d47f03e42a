"""Calls about pulses: how long a pin stays at a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import LARGEST, integers
from iot_lab.simulator.calls.pins import pin_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board import Board
    from iot_lab.simulator.board_host import BoardHost, Call

NEVER_BEGAN, NEVER_ENDED = "-2", "-1"


def pulse(host: BoardHost, text: str) -> str:
    """`<pin> <level> <timeout us>` -> the pulse's microseconds, or one of the two above."""
    number, level, timeout_us = integers(text, 3)
    board, pins = host.board, host.board.pins
    pin_number(number)
    timeout_us = max(0, min(timeout_us, LARGEST))
    if not _wait_for(board, lambda: pins.level(number) == level, number, timeout_us):
        return NEVER_BEGAN
    start_us = board.now_us
    if not _wait_for(board, lambda: pins.level(number) != level, number, timeout_us):
        return NEVER_ENDED
    return str(board.now_us - start_us)


def _wait_for(board: Board, is_there: Callable[[], bool], number: int, timeout_us: int) -> bool:
    """Wait for a level, also where it changes by itself; says whether it came in time."""
    until_us = board.now_us + timeout_us
    while not board.wait_for(is_there, min(until_us, board.pins.next_change_us(number) or until_us)):
        if board.now_us >= until_us:
            return False
        board.work(1)
    return True


CALLS: dict[str, Call] = {"pulse": pulse}
