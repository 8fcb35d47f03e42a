"""From the listening socket to connections: those that have said nothing yet cost a file and a few bytes each.

asyncio makes a transport of every connection as it is accepted, and accepts as many in one go as may wait: a storm of
connections then stands between two rounds of its loop, and every client that is in waits. Here few are accepted in one
go, and one becomes a connection of the broker when its first byte is there. Those that are silent are watched by a
selector of their own, which the loop watches as one file: when hundreds of them end at once, a round of the loop looks
at a few, and at those who are in, before it looks at the next few. Windows' event loop cannot watch a socket so: there
asyncio accepts, few in one go.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
from typing import TYPE_CHECKING, Final

from iot_lab.broker.listening import BACKLOG, LOOKED_AT_ONCE
from iot_lab.broker.silent_connections import SilentConnections
from iot_lab.open_files import NO_MORE

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from iot_lab.broker.limits import BrokerLimits

REST_S: Final = 0.5
"""After the system refused a connection: it has no more files to give."""


class Accepting:
    """Accepts for one listener, from `start` to `close`, in the event loop's thread."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        listener: socket.socket,
        limits: BrokerLimits,
        crowded_out: Callable[[], None],
        is_stuck: Callable[[], bool] = lambda: False,
    ) -> None:
        """Prepare; while the broker `is_stuck`, nobody is let in."""
        self._loop, self._listener, self._limits, self._crowded_out = loop, listener, limits, crowded_out
        self._is_stuck = is_stuck
        self._silent: SilentConnections[socket.socket] = SilentConnections()
        self._watched = selectors.DefaultSelector()
        self._is_timed = False
        self._opening: set[asyncio.Task[object]] = set()
        self._server: asyncio.Server | None = None
        self._is_closed = False

    def start(self, make: Callable[[], asyncio.BaseProtocol]) -> None:
        """Begin; `make` gives the protocol of each connection."""
        self._make = make
        try:
            self._loop.add_reader(self._listener.fileno(), self._accept)
            self._loop.add_reader(self._watched.fileno(), self._hear)
        except NotImplementedError:
            serving = self._loop.create_server(make, sock=self._listener, backlog=LOOKED_AT_ONCE)
            self._server = self._loop.run_until_complete(serving)
            # asyncio takes one figure for both; what may wait in the system is more.
            self._listener.listen(BACKLOG)

    def close(self) -> None:
        """Accept nobody any more, and close those that have said nothing."""
        self._is_closed = True
        if self._server is not None:
            self._server.close()
            return
        self._loop.remove_reader(self._listener.fileno())
        self._loop.remove_reader(self._watched.fileno())
        self._listener.close()
        while (one := self._silent.take_oldest()) is not None:
            self._close(one)
        self._watched.close()

    def _accept(self) -> None:
        for _ in range(LOOKED_AT_ONCE):
            try:
                one, address = self._listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as error:
                if error.errno in NO_MORE:
                    self._make_room()
                self._rest(error)
                return
            if self._is_stuck():
                one.close()
                continue
            one.setblocking(False)
            self._silent.add(one, str(address[0]), self._loop.time())
            self._watched.register(one, selectors.EVENT_READ)
            self._time_the_oldest()
            if len(self._silent) > self._limits.waiting_connections:
                self._make_room()

    def _rest(self, error: OSError) -> None:
        """Look away for a moment; those who wait, wait in the system."""
        self._loop.call_exception_handler({"message": "no connection can be accepted", "exception": error})
        self._loop.remove_reader(self._listener.fileno())
        self._loop.call_later(REST_S, self._go_on)

    def _go_on(self) -> None:
        if not self._is_closed:
            self._loop.add_reader(self._listener.fileno(), self._accept)

    def _make_room(self) -> None:
        oldest = self._silent.take_oldest()
        if oldest is not None:
            self._crowded_out()
            self._close(oldest)

    def _time_the_oldest(self) -> None:
        since_s = self._silent.silent_since_s
        if since_s is not None and not self._is_timed:
            self._is_timed = True
            self._loop.call_at(since_s + self._limits.connect_within_s, self._lose_patience)

    def _lose_patience(self) -> None:
        self._is_timed = False
        limit_s = self._loop.time() - self._limits.connect_within_s
        for _ in range(LOOKED_AT_ONCE):
            one = self._silent.take_opened_before(limit_s)
            if one is None:
                break
            self._close(one)
        self._time_the_oldest()

    def _close(self, one: socket.socket) -> None:
        self._watched.unregister(one)
        one.close()

    def _hear(self) -> None:
        """Make connections of a few that spoke, nothing of those that are gone."""
        for key, _ in self._watched.select(0)[:LOOKED_AT_ONCE]:
            one = key.fileobj
            assert isinstance(one, socket.socket)
            self._watched.unregister(one)
            self._silent.discard(one)
            with contextlib.suppress(OSError):
                if one.recv(1, socket.MSG_PEEK):
                    opening = self._loop.create_task(self._loop.connect_accepted_socket(self._make, one))
                    self._opening.add(opening)
                    opening.add_done_callback(self._opened)
                    continue
            one.close()

    def _opened(self, opening: asyncio.Task[object]) -> None:
        self._opening.discard(opening)
        if not opening.cancelled():
            opening.exception()  # seen: the other side went meanwhile
