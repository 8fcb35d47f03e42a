"""The broker on the network: an asyncio loop in its own thread around the core; it decides nothing by itself.

One turn: feed the core with all that arrived, write the journal once, then send. A client is acknowledged only after
the journal holds what was promised.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from typing import TYPE_CHECKING, Final

from iot_lab.broker.access import NoEvents
from iot_lab.broker.core import Core
from iot_lab.broker.journal import Journal
from iot_lab.broker.limits import Limits
from iot_lab.broker.listening import BACKLOG, listen, probe_when_silent
from iot_lab.broker.system_topics import SystemTopics

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from iot_lab.broker.access import Access, BrokerEvents
    from iot_lab.broker.connection import Connection

TICK_S: Final = 0.5
RETRY_WRITE_S: Final = 0.5
STOP_WITHIN_S: Final = 1.0


class Broker:
    """An MQTT 3.1.1 broker; `start` and `stop` may be called from any thread, once each."""

    def __init__(
        self,
        access: Access,
        *,
        host: str = "0.0.0.0",
        port: int = 1883,
        state: Path | None = None,
        events: BrokerEvents | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.port = port
        self._host = host
        self._core = Core(access, limits or Limits(), events or NoEvents())
        self._journal = Journal(state) if state is not None else None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Listen, and return; raises PortTaken, PortRefused, or OSError where the state folder cannot be used."""
        listener = listen(self._host, self.port)
        self.port = listener.getsockname()[1]
        try:
            if self._journal is not None:
                self._journal.open(self._core)
        except OSError:
            listener.close()
            raise
        self._loop = asyncio.new_event_loop()
        listening = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(self._loop, listener, listening), name="broker", daemon=True
        )
        self._thread.start()
        listening.wait()

    def stop(self) -> None:
        """Close every connection and the journal, within a second."""
        if self._thread is None or self._loop is None:
            return
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(STOP_WITHIN_S)
        self._thread = None

    def forget(self, account: str) -> None:
        """Ask for an account's rights again, and close its connections: its secret or its rights changed."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._core.forget, account)

    def _run(self, loop: asyncio.AbstractEventLoop, listener: socket.socket, listening: threading.Event) -> None:
        asyncio.set_event_loop(loop)
        turns = Turns(loop, self._core, self._journal)
        server = loop.run_until_complete(
            loop.create_server(lambda: _Client(turns, self._core), sock=listener, backlog=BACKLOG)
        )
        ticker = loop.create_task(turns.tick_forever())
        loop.call_soon(listening.set)
        try:
            loop.run_forever()
        finally:
            ticker.cancel()
            server.close()
            turns.close_all()
            loop.run_until_complete(asyncio.gather(ticker, return_exceptions=True))
            loop.run_until_complete(asyncio.sleep(0))
            turns.end()
            loop.close()
            if self._journal is not None:
                self._journal.close()


class Turns:
    """Ends each turn of the loop: writes the journal, then sends, closes, pauses and resumes connections."""

    def __init__(self, loop: asyncio.AbstractEventLoop, core: Core, journal: Journal | None) -> None:
        self._loop, self._core, self._journal = loop, core, journal
        self._is_due = False
        self.is_stuck = False
        """The journal cannot be written: nothing is read or sent until it can."""
        self._system = SystemTopics(core, time.monotonic())
        self.clients: dict[Connection, _Client] = {}

    def end_soon(self) -> None:
        """Ask for the end of the turn, once, after all that has arrived."""
        if not self._is_due:
            self._is_due = True
            self._loop.call_soon(self.end)

    def end(self) -> None:
        """Write, then send."""
        self._is_due = False
        records = self._core.notebook.take()
        if self._journal is not None and not self._journal.write(records):
            self._wait_for_the_disk()
            return
        if self.is_stuck:
            self.is_stuck = False
            self._read_or_not()
        to_send = self._core.delivery.to_send
        while to_send:
            connection = to_send.pop()
            client = self.clients.get(connection)
            if client is not None:
                client.send(connection)

    def _wait_for_the_disk(self) -> None:
        """Nobody is acknowledged, so nobody is read: memory stays bounded while the disk refuses."""
        self._is_due = True
        self._loop.call_later(RETRY_WRITE_S, self.end)
        if not self.is_stuck:
            self.is_stuck = True
            self._read_or_not()

    def _read_or_not(self) -> None:
        for client in self.clients.values():
            client.read_or_not()

    def close_all(self) -> None:
        """Send what waits and close every connection at once; their wills go to the sessions that remain."""
        self.end()
        for client in list(self.clients.values()):
            client.abort()

    async def tick_forever(self) -> None:
        """Enforce delays, tell `$SYS`, compact the journal."""
        while True:
            await asyncio.sleep(TICK_S)
            if self.is_stuck:
                continue
            now_s = time.monotonic()
            self._core.tick(now_s)
            self._system.tick(now_s)
            self.end()
            if self._journal is not None and self._journal.is_large() and not self.is_stuck:
                with contextlib.suppress(OSError):
                    self._journal.compact(self._core)


class _Client(asyncio.Protocol):
    """One TCP connection."""

    def __init__(self, turns: Turns, core: Core) -> None:
        self._turns, self._core = turns, core
        self._transport: asyncio.Transport | None = None
        self._connection: Connection | None = None
        self._is_waiting = False
        """Not read for a while, because it sends too much."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.set_write_buffer_limits(high=self._core.limits.unsent_bytes)
        if self._turns.is_stuck:
            transport.abort()
            return
        probe_when_silent(transport.get_extra_info("socket"))
        peer = transport.get_extra_info("peername") or ("?", 0)
        self._connection = self._core.open(f"{peer[0]}:{peer[1]}", time.monotonic())
        self._turns.clients[self._connection] = self
        self._turns.end_soon()

    def data_received(self, data: bytes) -> None:
        assert self._connection is not None
        wait_s = self._core.receive(self._connection, data, time.monotonic())
        if wait_s > 0.0:
            self._is_waiting = True
            asyncio.get_running_loop().call_later(wait_s, self._go_on)
            self.read_or_not()
        self._turns.end_soon()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._connection is not None:
            self._turns.clients.pop(self._connection, None)
            self._core.closed(self._connection, "connection-lost" if exc else "connection-closed")
            self._turns.end_soon()
        self._connection = self._transport = None

    def pause_writing(self) -> None:
        if self._connection is not None:
            self._connection.is_blocked = True

    def resume_writing(self) -> None:
        if self._connection is not None:
            self._connection.unblock()
            if self._connection.session is not None:
                self._core.delivery.pump(self._connection.session)
            self._turns.end_soon()

    def send(self, connection: Connection) -> None:
        """Send what waits, close if asked, and read or not."""
        if self._transport is None:
            return
        out, connection.out = connection.out, []
        if out and not self._transport.is_closing():
            self._transport.write(b"".join(out) if len(out) > 1 else out[0])
        if connection.close_reason:
            (self._transport.abort if connection.is_blocked or connection.is_urgent else self._transport.close)()
            return
        self.read_or_not()

    def abort(self) -> None:
        """Close without waiting for the other side."""
        if self._transport is not None:
            self._transport.abort()

    def _go_on(self) -> None:
        self._is_waiting = False
        self.read_or_not()

    def read_or_not(self) -> None:
        """Read the connection, unless it or all must wait."""
        if self._transport is None or self._connection is None or self._transport.is_closing():
            return
        must_wait = self._is_waiting or bool(self._connection.held_by) or self._turns.is_stuck
        if must_wait and self._transport.is_reading():
            self._transport.pause_reading()
        elif not must_wait and not self._transport.is_reading():
            self._connection.seen_s = time.monotonic()
            self._transport.resume_reading()
