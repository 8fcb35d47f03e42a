"""One thread that carries the MQTT connections of every live board of this process; it lives while a board does."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from functools import partial
from typing import TYPE_CHECKING, Any

from iot_lab.threads import PermanentThread
from iot_lab.waiting import join

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

GOODBYE_S = 0.5


class LinkThread:
    """An event loop that boards enter and leave; `call` does something in it, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._boards = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._open: set[asyncio.Transport] = set()
        self._emptied: asyncio.Event | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def join(self) -> None:
        """Count one board more."""
        with self._lock:
            self._boards += 1
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = PermanentThread(
                    "board-links", partial(_serve, self._loop), is_over=lambda: not self._boards, again=False
                )
                self._thread.start()

    def leave(self) -> None:
        """Count one board less; the last one lets what was written go out, then ends the thread."""
        with self._lock:
            self._boards -= 1
            loop, thread = self._loop, self._thread
            if self._boards or loop is None or thread is None:
                return
            asyncio.run_coroutine_threadsafe(self._end(), loop)
            join(thread)
            self._loop = self._thread = None

    def call(self, act: Callable[..., object], *arguments: Any) -> None:
        """Do `act(*arguments)` in the thread, in the order of the calls; nothing where no board is there."""
        loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(act, *arguments)

    # In the thread.

    def now_s(self) -> float:
        return asyncio.get_running_loop().time()

    def later(self, delay_s: float, act: Callable[..., object], *arguments: Any) -> asyncio.TimerHandle:
        """Do `act` after a while."""
        return asyncio.get_running_loop().call_later(delay_s, act, *arguments)

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def opened(self, transport: asyncio.Transport) -> None:
        """Remember a connection that must be closed before the thread ends."""
        self._open.add(transport)

    def closed(self, transport: asyncio.Transport) -> None:
        """Forget a connection that is closed."""
        self._open.discard(transport)
        if self._emptied is not None and not self._open:
            self._emptied.set()

    async def _end(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._emptied = asyncio.Event()
        for transport in list(self._open):
            transport.close()
        with contextlib.suppress(TimeoutError):
            if self._open:
                await asyncio.wait_for(self._emptied.wait(), GOODBYE_S)
        for transport in list(self._open):
            transport.abort()
        self._open.clear()
        self._emptied = None
        await asyncio.sleep(0)
        asyncio.get_running_loop().stop()


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()


links = LinkThread()
