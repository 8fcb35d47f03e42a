"""The board's end of one TCP connection in virtual time, as lwIP shows it: what is sent, held back, lost.

While nobody can be reached, what is written waits in a buffer and goes out later; once the other side has closed, the
first thing written is lost in silence and the next raises ECONNRESET. Both directions keep their order.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from iot_lab.simulator.errno import EBADF, ECONNRESET, EHOSTUNREACH, ETIMEDOUT, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board import Board
    from iot_lab.simulator.network.radio import Radio

# CONFIG_LWIP_TCP_SND_BUF_DEFAULT of ESP-IDF.
SEND_BUFFER_BYTES: Final = 5760


class Tcp:
    """One connection; `delay_us` is the time to the other side and back."""

    def __init__(self, board: Board, delay_us: int) -> None:
        self._board = board
        self._radio: Radio = board.services["radio"]
        self._delay_us = delay_us
        self._outgoing: deque[tuple[int, Callable[[], None]]] = deque()
        self._incoming: deque[Callable[[], None]] = deque()
        self._held_bytes = 0
        self._reset_us: int | None = None
        self._is_retrying = False
        self.is_closed = self.is_ended = False

    @property
    def is_reset(self) -> bool:
        """Whether the other side refused what came after its end."""
        return self._reset_us is not None and self._board.now_us >= self._reset_us

    @property
    def is_usable(self) -> bool:
        """Whether something may still arrive, in either direction."""
        return not (self.is_closed or self.is_ended)

    def check(self) -> None:
        """Raise what a write would raise."""
        if self.is_closed:
            raise Refused(EBADF)
        if self.is_reset:
            raise Refused(ECONNRESET)
        if not self._radio.is_connected():
            raise Refused(EHOSTUNREACH)

    def send(self, size: int, arrive: Callable[[], None], timeout_us: int | None = None) -> None:
        """Write `size` bytes; `arrive` is called once they are there. Waits while the buffer is full."""
        self.check()
        if self.is_ended:
            if self._reset_us is None:
                self._reset_us = self._board.now_us + self._delay_us
            return
        if not self._outgoing and self._radio.reaches():
            arrive()
            return
        self._wait_for_room(size, timeout_us)
        self._outgoing.append((size, arrive))
        self._held_bytes += size
        self._retry_later()

    def hear(self, act: Callable[[], None]) -> None:
        """Let something of the other side arrive: now, or when the board can be reached."""
        if self.is_closed:
            return
        if not self._incoming and self._radio.reaches():
            act()
            return
        self._incoming.append(act)
        self._retry_later()

    def end(self) -> None:
        """The other side closes the connection."""
        self._outgoing.clear()
        self.hear(self._end)

    def close(self) -> None:
        """The board closes it, or forgets it."""
        self.is_closed = True
        self._outgoing.clear()
        self._incoming.clear()

    def _end(self) -> None:
        self.is_ended = True

    def _wait_for_room(self, size: int, timeout_us: int | None) -> None:
        board = self._board
        until_us = board.end_us if timeout_us is None else board.now_us + timeout_us
        has_room = board.wait_for(lambda: self._held_bytes + size <= SEND_BUFFER_BYTES or not self._outgoing, until_us)
        if not has_room:
            raise Refused(ETIMEDOUT)

    def _retry_later(self) -> None:
        if not self._is_retrying:
            self._is_retrying = True
            self._board.schedule(self._radio.silence_ends_us(), self._retry)

    def _retry(self) -> None:
        self._is_retrying = False
        if not self._outgoing and not self._incoming:
            return
        if not self._radio.reaches():
            self._retry_later()
            return
        while self._incoming:
            self._incoming.popleft()()
        while self._outgoing:
            size, arrive = self._outgoing.popleft()
            self._held_bytes -= size
            arrive()
        self._held_bytes = 0
