"""What ends each turn of the broker's loop: the journal is written once, and only then does anything leave."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING, Final

from iot_lab.broker.system_topics import SystemTopics

if TYPE_CHECKING:
    from iot_lab.broker.connection import Connection
    from iot_lab.broker.core import Core
    from iot_lab.broker.journal import Journal
    from iot_lab.broker.link import Link

TICK_S: Final = 0.5
RETRY_WRITE_S: Final = 0.5


class Turns:
    """Ends each turn of the loop: writes the journal, then sends, closes, pauses and resumes connections."""

    def __init__(self, loop: asyncio.AbstractEventLoop, core: Core, journal: Journal | None) -> None:
        self._loop, self._core, self._journal = loop, core, journal
        self._is_due = False
        self.is_stuck = False
        """The journal cannot be written: nothing is read or sent until it can."""
        self._system = SystemTopics(core, time.monotonic())
        self.clients: dict[Connection, Link] = {}

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
