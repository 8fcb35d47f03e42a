"""Waiting inside a call as a blocking function of the firmware does: interrupts are served meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import LARGEST, integers
from iot_lab.simulator.errno import EAGAIN, ETIMEDOUT, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board_host import BoardHost


def wait_us(text: str) -> int | None:
    """Return microseconds to wait; None, for ever, where the program sent -1."""
    (number,) = integers(text, 1)
    return None if number < 0 else min(number, LARGEST)


def wait(host: BoardHost, is_done: Callable[[], bool], timeout_us: int | None) -> str:
    """Return nothing once `is_done`, or `w <us left>` when an interrupt must be served first.

    Raises Refused: EAGAIN where the program does not wait at all, else ETIMEDOUT.
    """
    board = host.board
    if is_done():
        return ""
    if timeout_us == 0:
        raise Refused(EAGAIN)
    until_us = board.end_us if timeout_us is None else board.now_us + timeout_us
    board.wait_for(lambda: bool(is_done() or board.pending), until_us)
    if is_done():
        return ""
    if board.pending:
        return f"w {-1 if timeout_us is None else max(1, until_us - board.now_us)}"
    raise Refused(ETIMEDOUT)
