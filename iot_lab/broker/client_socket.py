"""One TCP connection of the broker: bytes to the core and back, read or not as the core says."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from iot_lab.broker.listening import probe_when_silent
from iot_lab.mqtt.reading import BufferedReading

if TYPE_CHECKING:
    from iot_lab.broker.connection import ClientConnection
    from iot_lab.broker.core import Core
    from iot_lab.broker.flush import Flusher


class ClientSocket(BufferedReading):
    """One TCP connection."""

    def __init__(self, flusher: Flusher, core: Core) -> None:
        self._flusher, self._core = flusher, core
        self._transport: asyncio.Transport | None = None
        self._connection: ClientConnection | None = None
        self._is_waiting = False
        """Not read for a while, because it sends too much."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, unless nothing can be served now."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.set_write_buffer_limits(high=self._core.limits.unsent_bytes)
        if self._flusher.is_stuck:
            transport.abort()
            return
        probe_when_silent(transport.get_extra_info("socket"))
        peer = transport.get_extra_info("peername") or ("?", 0)
        self._connection = self._core.open(f"{peer[0]}:{peer[1]}", time.monotonic())
        self._flusher.clients[self._connection] = self
        self._flusher.flush_soon()

    def data_received(self, data: bytes) -> None:
        """Let the core handle what arrived."""
        assert self._connection is not None
        wait_s = self._core.receive(self._connection, data, time.monotonic())
        if wait_s > 0.0:
            self._is_waiting = True
            asyncio.get_running_loop().call_later(wait_s, self._go_on)
            self.read_or_not()
        self._flusher.flush_soon()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the core that nobody is there any more."""
        if self._connection is not None:
            self._flusher.clients.pop(self._connection, None)
            self._core.closed(self._connection, "connection-lost" if exc else "connection-closed")
            self._flusher.flush_soon()
        self._connection = self._transport = None

    def pause_writing(self) -> None:
        """Note that the send buffer is full."""
        if self._connection is not None:
            self._connection.is_blocked = True

    def resume_writing(self) -> None:
        """Note that the send buffer has room, and use it."""
        if self._connection is not None:
            self._connection.unblock()
            if self._connection.session is not None:
                self._core.delivery.pump(self._connection.session)
            self._flusher.flush_soon()

    def send(self, connection: ClientConnection) -> None:
        """Send what waits, close if asked, and read or not."""
        if self._transport is None:
            return
        out, connection.out = connection.out, []
        connection.is_answered = False
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
        must_wait = self._is_waiting or bool(self._connection.held_by) or self._flusher.is_stuck
        if must_wait and self._transport.is_reading():
            self._transport.pause_reading()
        elif not must_wait and not self._transport.is_reading():
            self._connection.seen_s = time.monotonic()
            self._transport.resume_reading()
