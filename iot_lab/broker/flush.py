"""Written, then sent: the one order in which the broker lets anything leave.

In one go the event loop hands over all that has arrived from all clients. The core answers into memory: packets into
the `out` of connections, journal records into `pending`. When the loop has no more for now, `flush` writes those
records to the journal in one block, and only then gives `out` to the sockets. So a PUBACK never leaves before the
message that it stands for is in the journal, one write serves many clients, and a kill at any instant loses nothing
acknowledged.

While the disk refuses, nothing leaves and nobody is read: what is in memory stays bounded, publishers wait at their end
and are served when the disk is back.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import TYPE_CHECKING, Final, Protocol

from iot_lab.broker.sparing_log import SparingLog
from iot_lab.broker.system_topics import SystemTopics

if TYPE_CHECKING:
    from iot_lab.broker.connection import ClientConnection
    from iot_lab.broker.core import Core
    from iot_lab.broker.journal import SessionJournal

TICK_S: Final = 0.5
RETRY_WRITE_S: Final = 0.5
_log = logging.getLogger(__name__)


class OpenSocket(Protocol):
    """A connection's socket, as it is flushed."""

    def send(self, connection: ClientConnection) -> None:
        """Send what waits, close if asked, and read or not."""

    def read_or_not(self) -> None:
        """Read the connection, unless it or all must wait."""

    def abort(self) -> None:
        """Close without waiting for the other side."""


class Flusher:
    """Writes the journal, then sends, closes, pauses and resumes connections."""

    def __init__(self, loop: asyncio.AbstractEventLoop, core: Core, journal: SessionJournal | None) -> None:
        self._loop, self._core, self._journal = loop, core, journal
        self._is_due = False
        self.is_stuck = False
        """The journal cannot be written: nothing is read or sent until it can."""
        self._system = SystemTopics(core, time.monotonic())
        self.clients: dict[ClientConnection, OpenSocket] = {}
        self._gathered: dict[ClientConnection, asyncio.TimerHandle] = {}
        """What is sent to them waits for more, until then."""
        self._log = SparingLog()

    def flush_soon(self) -> None:
        """Flush once, after all that has arrived."""
        if not self._is_due:
            self._is_due = True
            self._loop.call_soon(self.flush)

    def flush(self) -> None:
        """Write, then send."""
        self._is_due = False
        records = self._core.pending.take()
        if self._journal is not None and not self._journal.write(records):
            self._wait_for_the_disk()
            return
        if self.is_stuck:
            self.is_stuck = False
            self._read_or_not()
        to_send, now_s = self._core.delivery.to_send, time.monotonic()
        while to_send:
            connection = to_send.pop()
            client = self.clients.get(connection)
            if client is None:
                continue
            wait_s = connection.may_wait_s(now_s)
            if not wait_s:
                if timer := self._gathered.pop(connection, None):
                    timer.cancel()
                client.send(connection)
            elif connection not in self._gathered:
                self._gathered[connection] = self._loop.call_later(wait_s, self._send_gathered, connection)

    def _send_gathered(self, connection: ClientConnection) -> None:
        """Send what waited, after what came with it is written."""
        self._gathered.pop(connection, None)
        self._core.delivery.to_send.add(connection)
        self.flush()

    def _wait_for_the_disk(self) -> None:
        """Nobody is acknowledged, so nobody is read: memory stays bounded while the disk refuses."""
        self._is_due = True
        self._loop.call_later(RETRY_WRITE_S, self.flush)
        if not self.is_stuck:
            self.is_stuck = True
            self._read_or_not()

    def _read_or_not(self) -> None:
        for client in self.clients.values():
            client.read_or_not()

    def close_all(self) -> None:
        """Send what waits and close every connection at once; their wills go to the sessions that remain."""
        self.flush()
        for connection, client in list(self.clients.items()):
            if connection in self._gathered and not self.is_stuck:
                client.send(connection)
            client.abort()

    async def tick_forever(self) -> None:
        """Enforce delays, tell `$SYS`, compact the journal."""
        while True:
            await asyncio.sleep(TICK_S)
            if self.is_stuck:
                continue
            try:
                self._tick(time.monotonic())
            except Exception:  # noqa: BLE001 - a fault of ours must not end all delays and compacting
                _log.exception("the broker's clock met a fault")

    def _tick(self, now_s: float) -> None:
        self._core.tick(now_s)
        self._system.tick(now_s)
        self._log.tell_crowd(self._core.counts.crowded_out, now_s)
        self.flush()
        if self._journal is not None and self._journal.is_large() and not self.is_stuck:
            with contextlib.suppress(OSError):
                self._journal.compact(self._core)
