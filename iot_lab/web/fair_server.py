"""waitress with a place for newcomers: connections that wait for nothing from us go first.

waitress stops accepting at its limit of connections, and a thousand half requests reach it: then nobody's page loads
for a minute. Here a newcomer is always let in. Where its address holds more than its share, or all do more than there
is, the connection goes that only waits: first half requests, then idle ones, the oldest first, of whoever has most. A
request that is being answered is never cut.

Threads are shared in the same way: addresses take turns at them, and each has a few at once. A stream or a slow reader
costs only a thread, but a page costs the interpreter, which one thread has at a time: with dozens that want it, the
loop that accepts and reads gets it twice a second, and nobody is let in. So a few pages are made at once, and the other
requests wait in the queue, not in threads: threads that wait for one another's locks want the interpreter too.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING, Any, Final

from waitress.server import TcpWSGIServer  # type: ignore[import-untyped]
from waitress.task import ThreadedTaskDispatcher  # type: ignore[import-untyped]

from iot_lab.open_files import NO_MORE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

MOST_CONNECTIONS: Final = 400
"""Within what select() of Windows (512) and the usual limit of open files (1024, boards included) leave."""
LET_IN_AT_ONCE: Final = 64
"""One between two looks at all the others would have an honest browser wait behind hundreds that come at once."""
CONNECTIONS_OF_ONE: Final = 64
"""Eight browsers behind one address, each with six connections and its stream."""
THREADS_OF_ONE: Final = 16
"""Eight streams, and eight that are answered."""
PAGES_AT_ONCE: Final = 8
"""More would make none sooner, and each thread that wants the interpreter keeps the connections' own one waiting."""
PAGES_OF_ONE: Final = 4
_IDLE_S: Final = 60.0
REST_S: Final = 0.05
"""After the system had no file to give."""


class FairServer(TcpWSGIServer):  # type: ignore[misc]
    """A waitress server whose connections are shared fairly."""

    most_connections = MOST_CONNECTIONS

    def handle_accept(self) -> None:
        """Let in who has come; called by the loop's thread."""
        for _ in range(LET_IN_AT_ONCE):
            known = len(self.active_channels)
            super().handle_accept()
            if len(self.active_channels) == known:
                break
        for channel in connections_to_close(self.active_channels.values(), self.most_connections):
            channel.handle_close()

    def accept(self) -> Any:
        """Take a connection from the system; where it has no file for one, one that only waits makes room."""
        try:
            return super().accept()
        except OSError as error:
            if error.errno not in NO_MORE:
                raise
            for channel in connections_to_close(self.active_channels.values(), len(self.active_channels) - 1):
                channel.handle_close()
            time.sleep(REST_S)  # the system says at once again that somebody waits
            return None

    def maintenance(self, now: float) -> None:
        """Also close what has read nothing of its answer for long: its thread waits for it."""
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.total_outbufs_len and channel.last_activity < now - self.adj.channel_timeout:
                # Once the loop has looked at all: select() minds a socket that was closed meanwhile.
                self.trigger.pull_trigger(channel.handle_close)


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


class Places:
    """What addresses share: `most` in all, `of_one` each, the last quarter for those who have none yet."""

    def __init__(self, most: int, of_one: int) -> None:
        self._most, self._of_one = most, of_one
        self._taken: Counter[str] = Counter()

    def has_one_for(self, address: str) -> bool:
        """Say whether this address may take one more."""
        taken = self._taken[address]
        return taken < self._of_one and self._taken.total() < (self._most - self._most // 4 if taken else self._most)

    def take(self, address: str) -> None:
        """Take one, which is given back later."""
        self._taken[address] += 1

    def give_back(self, address: str) -> None:
        """Free one."""
        self._taken[address] -= 1
        self._taken += Counter()  # forgets who has none


class FairQueue:
    """What waits for a place of each kind, in the words of a deque, which waitress knows; under a lock of its owner."""

    def __init__(self, *places: Places) -> None:
        self._places = places
        self._waiting: dict[str, deque[Any]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def __bool__(self) -> bool:
        """Say whether one may go now."""
        return any(map(self._may_go, self._waiting))

    def append(self, item: Any) -> None:
        """Have an item wait, which knows its `address`."""
        self._waiting.setdefault(item.address, deque()).append(item)

    def popleft(self) -> Any:
        """Take the places for one of the address that waits since its last turn for longest, and return it."""
        address = next(filter(self._may_go, self._waiting))
        items = self._waiting.pop(address)
        item = items.popleft()
        if items:
            self._waiting[address] = items
        for kind in self._places:
            kind.take(address)
        return item

    def _may_go(self, address: str) -> bool:
        return all(kind.has_one_for(address) for kind in self._places)


class FairDispatcher(ThreadedTaskDispatcher):  # type: ignore[misc]
    """waitress's threads: a request is given to one when its address has a thread and a page to its share."""

    def __init__(self, threads: Places, pages: Places) -> None:
        super().__init__()
        self._threads, self._pages = threads, pages
        self.queue = FairQueue(threads, pages)
        self._is_waking = False

    def handler_thread(self, thread_no: int) -> None:
        """Serve one request after the other, in a thread of its own."""
        while task := self._next_task(thread_no):
            try:
                task.service()
            except BaseException:
                self.logger.exception("Exception when servicing %r", task)

    def _next_task(self, thread_no: int) -> Any:
        """Wait for a request that may go; None where this thread is to end."""
        with self.lock:
            while not self.queue and not self.stop_count:
                self.active_count -= 1
                self.queue_cv.wait(_IDLE_S)
                self.active_count += 1
                self._is_waking = False
            if not self.stop_count:
                task = self.queue.popleft()
                self._wake_one()
                return task
            self.active_count -= 1
            self.stop_count -= 1
            self.threads.discard(thread_no)
            self.thread_exit_cv.notify()
            return None

    def add_task(self, task: Any) -> None:
        """Have a connection wait, whose next request is whole."""
        with self.lock:
            self.queue.append(_Request(task, self))
            self._wake_one()

    def page_made(self, address: str) -> None:
        """Note that a request needs only its thread from now on."""
        with self.lock:
            self._pages.give_back(address)
            self._wake_one()

    def ended(self, address: str) -> None:
        """Note that a thread is free again."""
        with self.lock:
            self._threads.give_back(address)
            self._wake_one()

    def _wake_one(self) -> None:
        # A thread that is woken for nothing is one more that wants the interpreter: they are woken one after the other.
        if self.queue and not self._is_waking and len(self.threads) - self.stop_count > self.active_count:
            self._is_waking = True
            self.queue_cv.notify()


class _Request:
    """One request of a connection, from its thread to its end."""

    def __init__(self, channel: Any, dispatcher: FairDispatcher) -> None:
        self._channel, self._dispatcher = channel, dispatcher
        self.address: str = channel.addr[0]
        self._makes_page = True

    def service(self) -> None:
        _this_thread.request = self
        try:
            self._channel.service()
        finally:
            self.page_made()
            self._dispatcher.ended(self.address)

    def page_made(self) -> None:
        if self._makes_page:
            self._makes_page = False
            self._dispatcher.page_made(self.address)

    def cancel(self) -> None:
        self._channel.cancel()


class FairApplication:
    """An application that says when a page is made: what is sent afterwards, for hours if a stream, is not counted."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        answer = self._application(environ, start_response)
        _this_thread.request.page_made()
        return answer


_this_thread = threading.local()
