"""waitress with a place for newcomers: connections that wait for nothing from us go first.

waitress stops accepting at its limit of connections, and a thousand half requests reach it: then nobody's page loads
for a minute. Here a newcomer is always let in. Where its address holds more than its share, or all do more than there
is, the connection goes that only waits: first half requests, then idle ones, the oldest first, of whoever has most. A
request that is being answered is never cut.

Threads are shared in the same way: addresses take turns at them, each has a few at once, and of those fewer make a page
at the same time (a page costs the processor, a stream or a slow reader only a thread).
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING, Any, Final

from waitress.server import TcpWSGIServer  # type: ignore[import-untyped]
from waitress.task import ThreadedTaskDispatcher  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

MOST_CONNECTIONS: Final = 400
"""Within what select() of Windows (512) and the usual limit of open files (1024, boards included) leave."""
CONNECTIONS_OF_ONE: Final = 64
"""Eight browsers behind one address, each with six connections and its stream."""
THREADS_OF_ONE: Final = 16
"""Eight streams, and eight that are answered."""
PAGES_OF_ONE: Final = 8
LOOK_AGAIN_S: Final = 1.0


class FairServer(TcpWSGIServer):  # type: ignore[misc]
    """A waitress server whose connections are shared fairly."""

    def handle_accept(self) -> None:
        """Let one in; called by the loop's thread."""
        super().handle_accept()
        for channel in connections_to_close(self.active_channels.values()):
            channel.handle_close()


def connections_to_close(
    channels: Iterable[Any], most: int = MOST_CONNECTIONS, of_one: int = CONNECTIONS_OF_ONE
) -> list[Any]:
    """Return the connections that must go: of each address what is above its share, then of whoever has most."""
    by_address: dict[str, list[Any]] = defaultdict(list)
    for channel in channels:
        by_address[channel.addr[0]].append(channel)
    going = []
    for ours in by_address.values():
        going += _first_to_go(ours, len(ours) - of_one)
    left = sum(len(ours) for ours in by_address.values()) - len(going) - most
    if left > 0:
        most_held = max(by_address.values(), key=len)
        going += _first_to_go([channel for channel in most_held if channel not in going], left)
    return going


def _first_to_go(channels: list[Any], number: int) -> list[Any]:
    if number <= 0:
        return []
    waiting = [channel for channel in channels if not channel.requests]
    waiting.sort(key=lambda one: (one.total_outbufs_len > 0, one.request is None, one.creation_time))
    # Where all are being answered, the newcomer itself is the one too many.
    return waiting[:number] or channels[-1:]


class FairDispatcher(ThreadedTaskDispatcher):  # type: ignore[misc]
    """waitress's threads, at which addresses take turns."""

    def __init__(self, of_one: int = THREADS_OF_ONE) -> None:
        super().__init__()
        self.queue = FairQueue(of_one, self._end)

    def _end(self, address: str) -> None:
        with self.lock:
            self.queue.end(address)
            self.queue_cv.notify()


class FairQueue:
    """Requests that wait for a thread, in the words of the deque that waitress knows; under the dispatcher's lock."""

    def __init__(self, of_one: int, ended: Callable[[str], None]) -> None:
        self._of_one, self._ended = of_one, ended
        self._waiting: dict[str, deque[Any]] = {}
        self._answered: Counter[str] = Counter()

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def __bool__(self) -> bool:
        """Say whether one may go now."""
        return any(self._answered[address] < self._of_one for address in self._waiting)

    def append(self, channel: Any) -> None:
        """Have a connection wait, whose next request is whole."""
        self._waiting.setdefault(channel.addr[0], deque()).append(channel)

    def popleft(self) -> _Turn:
        """Return one of the address that waits since its last turn for longest."""
        address = next(one for one in self._waiting if self._answered[one] < self._of_one)
        channels = self._waiting.pop(address)
        turn = _Turn(channels.popleft(), address, self._ended)
        if channels:
            self._waiting[address] = channels
        self._answered[address] += 1
        return turn

    def end(self, address: str) -> None:
        """Note that a thread is free again."""
        self._answered[address] -= 1
        self._answered += Counter()  # forgets who has none


class _Turn:
    """One request, from its thread to its end."""

    def __init__(self, channel: Any, address: str, ended: Callable[[str], None]) -> None:
        self._channel, self._address, self._ended = channel, address, ended

    def service(self) -> None:
        try:
            self._channel.service()
        finally:
            self._ended(self._address)

    def cancel(self) -> None:
        self._channel.cancel()


class FairApplication:
    """An application of which each address has a few pages made at once; what they send afterwards is not counted."""

    def __init__(self, application: WSGIApplication, of_one: int = PAGES_OF_ONE) -> None:
        self._application, self._of_one = application, of_one
        self._made: Counter[str] = Counter()
        self._may_go = threading.Condition()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, in its turn."""
        address = environ.get("REMOTE_ADDR", "")
        with self._may_go:
            while self._made[address] >= self._of_one:
                self._may_go.wait(LOOK_AGAIN_S)
            self._made[address] += 1
        try:
            return self._application(environ, start_response)
        finally:
            with self._may_go:
                self._made[address] -= 1
                self._made += Counter()
                self._may_go.notify_all()
