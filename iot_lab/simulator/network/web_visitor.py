"""Someone who asks the board's own web server for a page: it waits for `accept`, its answer is in the trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.errno import ECONNRESET, Refused

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.network.sockets import Sockets
    from iot_lab.simulator.world.network import Visit

LONGEST_ANSWER = 256 * 1024


def visit(board: Board, wanted: Visit) -> None:
    """Ask the board's web server: the event `http-answer` tells what was answered, None where nobody listens."""
    sockets: Sockets | None = board.services.get("sockets")
    radio = board.services["radio"]
    listener = sockets.listener(wanted.port) if sockets and (radio.reaches() or radio.own.is_active) else None
    if listener is None:
        board.record("http-answer", str(wanted.port), None)
    else:
        listener.visitors.append(Visitor(board, wanted))


class Visitor:
    """The visitor's connection, as the board's socket sees it."""

    def __init__(self, board: Board, wanted: Visit) -> None:
        self._board = board
        self._wanted = wanted
        self._asked = wanted.request
        self._answered = b""
        self._is_closed = False

    def write(self, data: bytes, timeout_us: int | None) -> None:  # noqa: ARG002
        """Take a part of the answer."""
        if len(self._answered) + len(data) > LONGEST_ANSWER:
            raise Refused(ECONNRESET)
        self._answered += data

    def waiting(self) -> bytes:
        """Return what of the request was not read."""
        return self._asked

    def take(self, size: int) -> bytes:
        """Return its first bytes."""
        taken, self._asked = self._asked[:size], self._asked[size:]
        return taken

    def is_ended(self) -> bool:
        """The visitor waits for the answer."""
        return self._is_closed

    def close(self) -> None:
        """The board has answered."""
        if not self._is_closed:
            self._is_closed = True
            self._board.record("http-answer", str(self._wanted.port), self._answered)
