"""The network of a live board: the room's broker, its index of packages, the laptop's clock, and nothing else.

A program is not trusted: it must not look around in the laptop's network. Sockets live in the thread of the links.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from iot_lab.mqtt.reading import BufferedReading
from iot_lab.simulator.errno import ECONNRESET, EHOSTUNREACH, ETIMEDOUT, Refused, newlib_errno
from iot_lab.simulator.live import package_stream
from iot_lab.simulator.live.link_thread import links
from iot_lab.simulator.live.package_stream import PackageStream
from iot_lab.simulator.network.lan import NAME_UNKNOWN, NTP_PORT, is_address, ntp_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board import Board
    from iot_lab.simulator.network.lan import Stream

CONNECT_US: Final = 3_000_000
WAITING_BYTES: Final = 64 * 1024
UNSENT_BYTES: Final = 64 * 1024


class RealLan:
    """`reachable` are the only addresses and ports that may be reached; the first host is the laptop.

    `packages` returns what stands at a path of the room's index of packages, which takes micropython.org's place.
    """

    def __init__(self, *reachable: tuple[str, int], packages: Callable[[str], bytes | None] | None = None) -> None:
        self._reachable, self._packages = reachable, packages
        self._laptop = reachable[0][0]

    def resolve(self, host: str) -> str:
        """Return an address; the laptop has every `.local` name, and is the room's clock under any name with `ntp`."""
        if is_address(host) or any(host == name for name, _ in self._reachable):
            return host
        if self._packages is not None and host.lower() == package_stream.HOST:
            return package_stream.ADDRESS
        labels = host.lower().split(".")
        if labels[-1] == "local" or "ntp" in labels or labels[0] == "time":
            return self._laptop
        raise Refused(NAME_UNKNOWN)

    def connect(self, board: Board, address: str, port: int, timeout_us: int | None) -> Stream:
        """Open a connection to one of the reachable places."""
        is_connected = board.services["radio"].is_connected()
        if is_connected and self._packages and (address, port) == (package_stream.ADDRESS, package_stream.PORT):
            return PackageStream(self._packages)
        if not is_connected or (address, port) not in self._reachable:
            raise Refused(EHOSTUNREACH)
        stream = RealStream(board)
        links.call(stream.begin, address, port)
        if not board.wait_for(stream.is_decided, board.now_us + min(CONNECT_US, timeout_us or CONNECT_US)):
            stream.close()
            raise Refused(ETIMEDOUT)
        if stream.error is not None:
            raise Refused(newlib_errno(stream.error))
        return stream

    def datagram(
        self, board: Board, address: str, port: int, data: bytes, hear: Callable[[bytes, str, int], None]
    ) -> None:
        """Only the clock answers: with the laptop's time."""
        if not board.services["radio"].is_connected():
            raise Refused(EHOSTUNREACH)
        if port == NTP_PORT and address == self._laptop and len(data) >= 48:
            board.record("ntp-request", address, {"answered": True})
            hear(ntp_answer(data, time.time()), address, port)


class RealStream(BufferedReading):
    """One TCP connection; what arrives is noted in the thread of the links and wakes the board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._transport: asyncio.Transport | None = None
        self._arrived = bytearray()
        self._is_ended = self._is_closed = self._is_open = False
        self.error: OSError | None = None

    # In the board's thread.

    def is_decided(self) -> bool:
        """Say whether it is open or failed."""
        return self._is_open or self.error is not None

    def write(self, data: bytes, timeout_us: int | None) -> None:
        """Send all of it; waits while the computer takes no more."""
        if self._is_ended:
            raise Refused(ECONNRESET)
        links.call(self._write, data)
        patience_us = self._board.now_us + (CONNECT_US if timeout_us is None else timeout_us)
        if not self._board.wait_for(lambda: self._is_ended or self._unsent() <= UNSENT_BYTES, patience_us):
            raise Refused(ETIMEDOUT)

    def waiting(self) -> bytes:
        """Return what arrived and was not taken."""
        return bytes(self._arrived)

    def take(self, size: int) -> bytes:
        """Return the first bytes that wait."""
        taken = bytes(self._arrived[:size])
        del self._arrived[: len(taken)]
        links.call(self._resume)
        return taken

    def is_ended(self) -> bool:
        """Say whether nothing more will arrive."""
        return self._is_ended

    def close(self) -> None:
        self._is_closed = True
        links.call(self._close)

    # In the thread of the links.

    def begin(self, host: str, port: int) -> None:
        links.begin(self._connect(host, port))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note that it is open."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        links.opened(transport)
        self._is_open = True
        if self._is_closed:
            transport.close()
        self._wake()

    def data_received(self, data: bytes) -> None:
        """Keep what arrived; a program that does not read makes the other end wait."""
        self._arrived += data
        if len(self._arrived) > WAITING_BYTES and self._transport is not None:
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Note that it is over."""
        if self._transport is not None:
            links.closed(self._transport)
        self._transport = None
        self._is_ended = True
        self._wake()

    async def _connect(self, host: str, port: int) -> None:
        try:
            await asyncio.get_running_loop().create_connection(lambda: self, host, port)
        except OSError as error:
            self.error = error
            self._wake()

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)

    def _resume(self) -> None:
        if self._transport is not None and not self._transport.is_reading() and not self._transport.is_closing():
            self._transport.resume_reading()

    def _close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def _unsent(self) -> int:
        transport = self._transport
        return transport.get_write_buffer_size() if transport is not None else 0

    def _wake(self) -> None:
        self._board.post(_nothing)


def _nothing() -> None:
    pass
