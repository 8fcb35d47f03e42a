"""One channel for all that pages are told while it happens.

A topic (`boards`, say) belongs to one owner, who tells it news: plain values that nobody changes afterwards. A watcher
begins with a snapshot, everything a newcomer needs of a topic, and then asks for the news after the greatest number it
has seen. Numbers are the channel's: they only grow, over all topics, so one number is a watcher's whole memory.

Two rules make a snapshot and the news that follow it neither lose nor double anything. The owner changes what its
snapshot is made of, and tells the news of that change, in one `with topic.changing()`. And a snapshot is made under the
same lock, and bears the number of the last news told before it.

A topic keeps its last news only. A watcher that was slower than that, or whose number comes from an earlier kit, is
given a snapshot instead of what it missed. All watchers are given the same object, so that whoever encodes news can do
it once for everybody (`web/stream.py`). They wait on one condition: a queue for each of a hundred watchers cost seven
times as much.
"""

from __future__ import annotations

import threading
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

NEWS_KEPT: Final = 100
Value = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class LiveNews:
    """One thing that happened (`frame`), or all there is (`snapshot`)."""

    number: int
    topic: str
    kind: Literal["frame", "snapshot"]
    value: Value


class _Numbers:
    """What a channel and its topics share: one lock to wait on, and the number of the last news."""

    def __init__(self) -> None:
        self.changed = threading.Condition(threading.RLock())
        self.last = 0


class LiveChannel:
    """The topics of one room; any number of threads tell and watch."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._topics: dict[str, LiveTopic] = {}
        self.watchers = 0
        """How many watch now; owners tell less often where many do."""

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Count as one that watches."""
        with self._numbers.changed:
            self.watchers += 1
        try:
            yield
        finally:
            with self._numbers.changed:
                self.watchers -= 1

    def open(self, name: str, everything: Callable[[], Value]) -> LiveTopic:
        """Begin a topic, also in the place of an earlier one: its watchers are given a snapshot.

        `everything` returns what a newcomer needs; it is called under the lock.
        """
        with self._numbers.changed:
            self._numbers.last += 1
            topic = self._topics[name] = LiveTopic(name, everything, self._numbers)
            self._numbers.changed.notify_all()
            return topic

    def close(self, topic: LiveTopic) -> None:
        """End a topic: who watches it hears no more of it."""
        with self._numbers.changed:
            if self._topics.get(topic.name) is topic:
                del self._topics[topic.name]

    def snapshots(self, names: Iterable[str]) -> list[LiveNews]:
        """Return a snapshot of each of these topics that exists, all of the same moment."""
        with self._numbers.changed:
            return [topic.snapshot() for topic in self._known(names)]

    def news_after(self, number: int, names: Collection[str], timeout_s: float) -> list[LiveNews]:
        """Return what followed a number, in order, nothing after `timeout_s`; a snapshot of what is too far back."""
        with self._numbers.changed:
            self._numbers.changed.wait_for(lambda: any(one.has_after(number) for one in self._known(names)), timeout_s)
            found = [news for topic in self._known(names) for news in topic.after(number)]
        return sorted(found, key=lambda news: news.number)

    def _known(self, names: Iterable[str]) -> list[LiveTopic]:
        return [self._topics[name] for name in names if name in self._topics]


class LiveTopic:
    """One topic, for its owner; `LiveChannel.open` makes it."""

    def __init__(self, name: str, everything: Callable[[], Value], numbers: _Numbers) -> None:
        self.name = name
        self._everything, self._numbers = everything, numbers
        self._kept: deque[LiveNews] = deque(maxlen=NEWS_KEPT)
        self._last = self._dropped = numbers.last
        self._snapshot: LiveNews | None = None

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock while what the snapshot is made of changes, and its news are told."""
        with self._numbers.changed:
            try:
                yield
            finally:
                self._snapshot = None

    def tell(self, value: Value) -> None:
        """Tell everybody; `value` is never changed afterwards."""
        with self.changing():
            self._numbers.last += 1
            if len(self._kept) == NEWS_KEPT:
                self._dropped = self._kept[0].number
            self._last = self._numbers.last
            self._kept.append(LiveNews(self._last, self.name, "frame", value))
            self._numbers.changed.notify_all()

    def snapshot(self) -> LiveNews:
        """Return everything a newcomer needs; the news after its number are what follows it."""
        with self._numbers.changed:
            if self._snapshot is None:
                self._snapshot = LiveNews(self._numbers.last, self.name, "snapshot", self._everything())
            return self._snapshot

    def has_after(self, number: int) -> bool:
        """Say whether there is news for who has seen this number, or whether it is none of ours."""
        return self._last > number or number > self._numbers.last

    def after(self, number: int) -> list[LiveNews]:
        """Return the news after a number; a snapshot where some of them are gone."""
        if self._dropped > number or number > self._numbers.last:
            return [self.snapshot()]
        return [news for news in self._kept if news.number > number]
