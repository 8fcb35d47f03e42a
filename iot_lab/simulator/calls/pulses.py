"""Calls about pulses: how long a pin stays at a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import LARGEST, integers
from iot_lab.simulator.calls.pins import pin_number

if TYPE_CHECKING:
    from iot_lab.simulator.door import Call, Door

NEVER_BEGAN, NEVER_ENDED = "-2", "-1"


def pulse(door: Door, text: str) -> str:
    """`<pin> <level> <timeout us>` -> the pulse's microseconds, or one of the two above."""
    number, level, timeout_us = integers(text, 3)
    board, pins = door.board, door.board.pins
    pin_number(number)
    timeout_us = max(0, min(timeout_us, LARGEST))
    if not board.wait_for(lambda: pins.level(number) == level, board.now_us + timeout_us):
        return NEVER_BEGAN
    start_us = board.now_us
    if not board.wait_for(lambda: pins.level(number) != level, start_us + timeout_us):
        return NEVER_ENDED
    return str(board.now_us - start_us)


CALLS: dict[str, Call] = {"pulse": pulse}
