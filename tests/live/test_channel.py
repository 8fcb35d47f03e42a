"""One channel with topics: snapshots and news that neither lose nor double, bounded, the same objects for everybody."""

from __future__ import annotations

import threading

import pytest

from iot_lab.live import LiveChannel
from iot_lab.live.channel import NEWS_KEPT


@pytest.fixture
def channel():
    return LiveChannel()


class Count:
    """A topic whose snapshot is the last value told."""

    def __init__(self, channel, name="count"):
        self.value = 0
        self.topic = channel.open(name, lambda: {"value": self.value})

    def tell(self, value):
        with self.topic.changing():
            self.value = value
            self.topic.tell({"value": value})


def told(news):
    return [(one.topic, one.kind, one.value["value"]) for one in news]


def test_news_after_the_snapshot_is_what_follows_it(channel):
    count = Count(channel)
    count.tell(1)
    (snapshot,) = channel.snapshots(["count"])
    count.tell(2)
    assert told([snapshot]) == [("count", "snapshot", 1)]
    assert told(channel.news_after(snapshot.number, ["count"], 1)) == [("count", "frame", 2)]


def test_nothing_new_is_nothing_after_the_wait(channel):
    count = Count(channel)
    count.tell(1)
    (snapshot,) = channel.snapshots(["count"])
    assert channel.news_after(snapshot.number, ["count"], 0) == []
    assert channel.news_after(0, ["unknown"], 0) == []


def test_everybody_is_given_the_same_objects(channel):
    count = Count(channel)
    count.tell(1)
    assert channel.news_after(0, ["count"], 1)[0] is channel.news_after(0, ["count"], 1)[0]
    assert channel.snapshots(["count"])[0] is channel.snapshots(["count"])[0]


def test_change_without_news_is_in_the_next_snapshot(channel):
    count = Count(channel)
    channel.snapshots(["count"])
    with count.topic.changing():
        count.value = 7
    assert channel.snapshots(["count"])[0].value == {"value": 7}


def test_watcher_hears_its_own_topics_only_in_the_order_they_were_told(channel):
    first, second, third = Count(channel, "a"), Count(channel, "b"), Count(channel, "c")
    start = channel.snapshots(["a"])[0].number
    for value, count in enumerate((first, third, second, first)):
        count.tell(value)
    assert told(channel.news_after(start, ["b", "a"], 1)) == [("a", "frame", 0), ("b", "frame", 2), ("a", "frame", 3)]


def test_slow_watcher_is_given_a_snapshot_of_the_topic_that_ran_ahead_alone(channel):
    fast, slow = Count(channel, "fast"), Count(channel, "slow")
    start = channel.snapshots(["slow"])[0].number
    slow.tell(1)
    for value in range(NEWS_KEPT + 1):
        fast.tell(value)
    kinds = {one.topic: one.kind for one in channel.news_after(start, ["fast", "slow"], 1)}
    assert kinds == {"fast": "snapshot", "slow": "frame"}


@pytest.mark.parametrize("number", [12_345, 1])
def test_number_of_an_earlier_kit_is_given_a_snapshot(channel, number):
    count = Count(channel)
    if number == 1:
        for value in range(NEWS_KEPT + 2):
            count.tell(value)
    (news,) = channel.news_after(number, ["count"], 1)
    assert news.kind == "snapshot"


def test_topic_that_is_closed_and_opened_again_begins_with_a_snapshot(channel):
    count = Count(channel)
    count.tell(1)
    (seen,) = channel.snapshots(["count"])
    channel.close(count.topic)
    assert channel.snapshots(["count"]) == []
    Count(channel)
    assert told(channel.news_after(seen.number, ["count"], 1)) == [("count", "snapshot", 0)]


def test_waiting_watcher_is_woken_by_its_topic(channel):
    count, heard = Count(channel), []
    start = channel.snapshots(["count"])[0].number
    watcher = threading.Thread(target=lambda: heard.extend(channel.news_after(start, ["count"], 10)))
    watcher.start()
    count.tell(3)
    watcher.join(10)
    assert told(heard) == [("count", "frame", 3)]


def test_many_tellers_and_watchers_lose_and_double_nothing(channel):
    counts = [Count(channel, name) for name in ("a", "b")]
    seen = {watcher: [] for watcher in range(4)}
    start = channel.snapshots(["b"])[0].number

    def watch(watcher):
        number = start
        while sum(1 for one in seen[watcher] if one["value"] == 200) < 2:
            asked = number
            for news in channel.news_after(asked, ["a", "b"], 10):
                # Two snapshots of one moment bear the same number.
                assert news.number > asked
                assert news.number >= number
                number = news.number
                seen[watcher].append({"topic": news.topic, **news.value})

    def tell(count):
        for value in range(1, 201):
            count.tell(value)

    threads = [threading.Thread(target=watch, args=(one,)) for one in seen]
    threads += [threading.Thread(target=tell, args=(one,)) for one in counts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for values in seen.values():
        for name in ("a", "b"):
            numbers = [one["value"] for one in values if one["topic"] == name]
            assert numbers == sorted(set(numbers))
            assert numbers[-1] == 200
