"""What becomes of a message: routes and payloads, from anybody."""

import json

import pytest

from iot_lab.hub.intake import Intake
from iot_lab.hub.limits import HubLimits
from iot_lab.hub.messages import Inbox, ReceivedMessage

NOW = 1_764_000_000_000


def message(topic, payload, *, qos=1, repeat=False, retained=False, packet_id=1):
    raw = payload if isinstance(payload, bytes) or payload is None else json.dumps(payload).encode()
    return ReceivedMessage(topic.encode(), raw, packet_id, qos, repeat, retained, NOW, 1)


@pytest.fixture
def intake():
    return Intake("atelier", HubLimits(), {}, [], {})


def values(batch):
    return {name: [reading.value for reading in readings] for name, readings in batch.readings.items()}


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        ("lab/atelier/c-1/data/temperature", b"21.5", {("c-1", "temperature"): [21.5]}),
        ("lab/atelier/c-1/data/temperature", {"v": 21.5, "t": NOW - 5, "n": 7}, {("c-1", "temperature"): [21.5]}),
        (
            "lab/atelier/c-1/data/motion",
            {"v": {"ax": 1, "ay": 2}},
            {("c-1", "motion.ax"): [1], ("c-1", "motion.ay"): [2]},
        ),
        ("tele/kitchen/SENSOR", {"AM2301": {"Temperature": 20.1}}, {("kitchen", "am2301.temperature"): [20.1]}),
        ("salon/sensor/temp/state", b"19.4", {("salon", "temp"): [19.4]}),
        ("zigbee2mqtt/door", {"contact": True, "battery": 90}, {("door", "contact"): [1], ("door", "battery"): [90]}),
        ("shellies/plug/relay/0/power", b"12.5", {("plug", "relay.0.power"): [12.5]}),
        ("garden/soil", b"40", {("garden", "soil"): [40]}),
    ],
)
def test_message_becomes_readings(intake, topic, payload, expected):
    assert values(intake.sort([message(topic, payload)], NOW)) == expected


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        ("lab/atelier/c-1/data/temperature", b"NaN"),
        ("lab/atelier/c-1/data/temperature", b'{"v": NaN}'),
        ("lab/atelier/c-1/data/temperature", b'{"v": 1e999}'),
        ("lab/atelier/c-1/data/temperature", b'{"v": "21"}'),
        ("lab/atelier/c-1/data/temperature", b'{"v": 1, "n": -1}'),
        ("lab/atelier/c-1/data/temperature", b'{"v": 1, "t": "now"}'),
        ("lab/atelier/c-1/data/temperature", b"[" * 5000),
        ("lab/atelier/c-1/data/temperature", b"\xff\xfe"),
        ("lab/atelier/c-1/data/temperature", b""),
        ("lab/atelier/c-1/data/temperature", None),
        ("lab/atelier/c-1/data/motion", {"v": {}}),
        ("lab/atelier/c-1/status", b"maybe"),
        ("lab/atelier/c-1/info", b"[]"),
        ("lab/atelier/C 1/data/temperature", b"1"),
        ("garden/soil", {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}),
    ],
)
def test_nonsense_is_refused_and_counted(intake, topic, payload):
    batch = intake.sort([message(topic, payload)], NOW)
    assert batch.readings == {}
    assert batch.states == {}
    assert sum(intake.refused.values()) == 1


@pytest.mark.parametrize("t", [0, 820_454_400_000, NOW + 120_000, 10**17])
def test_absurd_times_are_replaced_by_that_of_arrival(intake, t):
    batch = intake.sort([message("lab/atelier/c-1/data/x", {"v": 1, "t": t, "n": 1})], NOW)
    assert batch.readings["c-1", "x"][0].t_ms == NOW


def test_other_rooms_orders_and_announcements_are_not_data(intake):
    topics = ("lab/other/c-1/data/x", "lab/atelier/c-1/do/run", "homeassistant/sensor/c/x/config", "cmnd/plug/POWER")
    batch = intake.sort([message(topic, b"1") for topic in topics], NOW)
    assert batch.readings == {}
    assert not intake.refused


def test_repeat_without_identity_is_stored_once_across_a_restart():
    first = Intake("atelier", HubLimits(), {}, [], {})
    batch = first.sort([message("garden/soil", b"40", packet_id=9)], NOW)
    stored = {packet_id: (digest, NOW) for packet_id, digest in batch.deliveries.items()}
    after_crash = Intake("atelier", HubLimits(), {}, [], stored)
    repeated = after_crash.sort([message("garden/soil", b"40", packet_id=9, repeat=True)], NOW)
    assert repeated.readings == {}
    fresh = after_crash.sort([message("garden/soil", b"40", packet_id=9)], NOW)
    assert len(fresh.readings) == 1


def test_boards_and_series_are_bounded():
    intake = Intake("atelier", HubLimits(boards=2, series_per_board=2), {}, [], {})
    topics = [f"lab/atelier/c-{board}/data/s-{series}" for board in range(4) for series in range(4)]
    batch = intake.sort([message(topic, b"1") for topic in topics], NOW)
    assert len(batch.readings) == 4
    assert intake.refused == {"series": 4, "boards": 8}


def test_flooding_board_is_limited_alone():
    intake = Intake("atelier", HubLimits(messages_per_s=1, burst_messages=3), {}, [], {})
    messages = [message("lab/atelier/loud/data/x", b"1")] * 10 + [message("lab/atelier/quiet/data/x", b"1")]
    found = values(intake.sort(messages, NOW))
    assert (len(found["loud", "x"]), len(found["quiet", "x"])) == (3, 1)
    assert intake.refused["rate"] == 7


def test_retained_online_waits_for_a_sign_of_life(intake):
    assert intake.sort([message("lab/atelier/c-1/status", b"online", retained=True)], NOW).states == {}
    assert intake.sort([message("lab/atelier/c-1/data/x", b"1")], NOW).states == {"c-1": "online"}
    assert intake.sort([message("lab/atelier/c-1/status", b"offline")], NOW).states == {"c-1": "offline"}


def test_log_lines_are_cleaned_and_bounded(intake):
    batch = intake.sort([message("lab/atelier/c-1/log", b"hello\r\n\x1b[31mred\n" + b"x" * 2000)], NOW)
    lines = [line.text for _, line in batch.log]
    assert lines[:2] == ["hello", "·[31mred"]
    assert len(lines[2]) == 500


def test_full_inbox_loses_qos_0_and_leaves_qos_1_to_the_broker():
    inbox = Inbox(most_messages=2, most_bytes=1000)
    inbox.put([message("a/b", b"1")] * 2)
    inbox.put([message("a/b", b"1", qos=0), message("a/b", b"1", qos=1)])
    assert (len(inbox), inbox.overflowed, inbox.owes_redelivery) == (2, 1, True)


def test_a_turn_takes_few_large_messages_or_many_small_ones():
    inbox = Inbox(most_messages=100, most_bytes=100_000)
    inbox.put([message("a/b", b"x" * 997)] * 4 + [message("a/b", b"1")] * 8)
    assert [len(inbox.take(6, 2_000)) for _ in range(5)] == [2, 2, 6, 2, 0]
    assert (inbox.waiting_bytes, inbox.taken) == (0, 12)
