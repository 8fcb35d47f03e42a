"""Calls about exceptions that the program's own handlers caught (iot_lab/simulator/caught.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.errno import EINVAL, Refused

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call


def begin(_door: BoardHost, _text: str) -> str:
    """The program's work ends here: what follows, up to the next call, is ours."""
    return ""


def caught(host: BoardHost, text: str) -> str:
    """`<line of the handler> <how often>`, a line end and the traceback."""
    if host.caught is None:
        return ""
    head, _, traceback = text.partition("\n")
    line, _, count = head.partition(" ")
    if not (line.isdecimal() and count.isdecimal() and len(head) < 20):
        raise Refused(EINVAL)
    host.caught.record(int(line), int(count), traceback, host.board.now_us)
    return ""


CALLS: dict[str, Call] = {"in-handler": begin, "caught": caught}
