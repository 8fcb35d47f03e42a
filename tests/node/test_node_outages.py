"""The broker goes and comes back; the node goes and comes back: every sample arrives, once by its number, in order, with its time."""

from __future__ import annotations

import json

import pytest

import iot_lab.node.link as link
from tests.rigs.node_rig import RunningNode, plan
from tests.rigs.room_side import RoomSide
from tests.rigs.running_kit import wait_until

OUTAGES = 5


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    monkeypatch.setattr(link, "FIRST_PAUSE_S", 0.1)
    monkeypatch.setattr(link, "LAST_PAUSE_S", 0.3)


def samples(room) -> list[dict]:
    return [json.loads(payload) for payload in room.heard("data/read-at")]


def distinct(found: list[dict]) -> list[dict]:
    """Return the samples as the room keeps them: one of each number, in the order of arrival."""
    return list({sample["n"]: sample for sample in found}.values())


def test_broker_killed_again_and_again_loses_no_sample(broker, room, tmp_path):
    with RunningNode(broker.port, tmp_path / "queue", plan(every_s=0.1)) as node:
        for _ in range(OUTAGES):
            before = len(distinct(samples(room)))
            wait_until(lambda seen=before: len(distinct(samples(room))) >= seen + 3)
            broker.kill()
            wait_until(lambda: len(node.outbox) >= 5)
            broker.start()
        wait_until(lambda: len(node.outbox) == 0)
        last = node.outbox.put("read-at", 0, 0).number
        node.node._link.wake()
        wait_until(lambda: any(sample["n"] == last for sample in samples(room)))
    kept = distinct(samples(room))
    assert [sample["n"] for sample in kept] == list(range(1, len(kept) + 1))
    assert len(kept) > OUTAGES * 5
    assert all(0 <= sample["v"] - sample["t"] < 1000 for sample in kept)


def test_samples_read_before_the_room_opens_keep_their_times(broker, tmp_path):
    broker.kill()
    with RunningNode(broker.port, tmp_path / "queue") as node:
        wait_until(lambda: len(node.outbox) >= 5)
        assert node.heard.errors == ["node-room-unreachable"]
    broker.start()
    with RoomSide(broker.port) as room, RunningNode(broker.port, tmp_path / "queue", plan(every_s=60)) as node:
        wait_until(lambda: len(node.outbox) == 0 and len(samples(room)) >= 6)
        kept = samples(room)
    assert [sample["n"] for sample in kept] == list(range(1, len(kept) + 1))
    assert all(0 <= sample["v"] - sample["t"] < 1000 for sample in kept)


def test_node_that_was_stopped_does_not_send_again_what_arrived(broker, room, tmp_path):
    for turn in range(2):
        with RunningNode(broker.port, tmp_path / "queue", plan(every_s=60)) as node:
            wait_until(lambda seen=turn: len(samples(room)) > seen and len(node.outbox) == 0)
    assert [sample["n"] for sample in samples(room)] == [1, 2]
