"""OASIS MQTT 3.1.1, sections 3.8 SUBSCRIBE, 3.10 UNSUBSCRIBE and 4.7 topic names and filters."""

import pytest

from iot_lab.mqtt import packets
from tests.rigs.rules import account
from tests.rigs.wire import packet, text


@pytest.mark.parametrize(
    ("topic_filter", "topic"),
    [
        ("t/a", "t/a"),
        ("t/+", "t/a"),
        ("t/+", "t/"),
        ("t/#", "t/a/b"),
        ("t/#", "t"),
        ("+/+/b", "t/a/b"),
        ("+/#", "t/a/b"),
        ("#", "t/a"),
        ("t/ +/x", None),
        ("t//b", "t//b"),
        ("t/+/b", "t//b"),
        ("t/é", "t/é"),
    ],
)
def test_filter_gets_its_topics_4_7(wire, topic_filter, topic):
    reader = wire("r", **account("watcher"))
    if topic is None:
        reader.send(packet(packets.SUBSCRIBE, b"\0\1" + text(topic_filter) + b"\0", 2))
        assert reader.is_closed_by_broker() or reader.hears_nothing()
        return
    reader.subscribe(topic_filter)
    wire("w", **account("watcher")).publish(topic, b"x")
    assert reader.message() == (topic, b"x")


@pytest.mark.parametrize(
    ("topic_filter", "topic"),
    [("t/+", "t/a/b"), ("t/a", "t/A"), ("+", "/t"), ("t/+", "t"), ("t/#", "tt/a"), ("t/a/", "t/a")],
)
def test_filter_gets_no_other_topic_4_7(wire, topic_filter, topic):
    reader = wire("r", **account("watcher"))
    reader.subscribe(topic_filter)
    reader.subscribe("t/end")
    writer = wire("w", **account("watcher"))
    writer.publish(topic, b"x")
    writer.publish("t/end", b"end")
    assert reader.message() == ("t/end", b"end")


@pytest.mark.parametrize("topic_filter", ["", "t/#/b", "t#", "t/a+", "+a"])
def test_malformed_filter_closes_the_connection_4_7_1(wire, topic_filter):
    client = wire("bad")
    client.send(packet(packets.SUBSCRIBE, b"\0\1" + text(topic_filter) + b"\0", 2))
    assert client.is_closed_by_broker()


@pytest.mark.parametrize(
    "raw",
    [
        packet(packets.SUBSCRIBE, b"\0\1", 2),
        packet(packets.SUBSCRIBE, b"\0\1" + text("t/a") + b"\3", 2),
        packet(packets.SUBSCRIBE, b"\0\1" + text("t/a") + b"\0", 0),
        packet(packets.UNSUBSCRIBE, b"\0\1", 2),
    ],
    ids=["nothing", "qos 3", "flags", "unsubscribe nothing"],
)
def test_malformed_subscription_closes_the_connection_3_8_3(wire, raw):
    client = wire("bad")
    client.send(raw)
    assert client.is_closed_by_broker()


def test_several_filters_are_answered_in_order_3_9_3(wire):
    client = wire("many")
    client.send(packet(packets.SUBSCRIBE, b"\0\5" + text("t/a") + b"\0" + text("t/b") + b"\1", 2))
    assert client.receive() == (packets.SUBACK << 4, b"\0\5\0\1")


def test_same_filter_again_sends_the_retained_message_again_3_8_4(wire):
    wire("w").publish("t/kept", b"x", 1, retain=True)
    client = wire("r")
    for _ in range(2):
        client.subscribe("t/kept")
        assert client.message() == ("t/kept", b"x")


def test_unsubscribed_filter_gets_nothing_more_3_10_4(wire):
    client = wire("r")
    client.subscribe("t/a")
    client.unsubscribe("t/a")
    wire("w").publish("t/a", b"x", 1)
    assert client.hears_nothing()


def test_wildcards_do_not_match_system_topics_4_7_2(wire):
    client = wire("r", **account("watcher"))
    client.subscribe("#")
    client.subscribe("+/broker/uptime")
    wire("w").publish("t/end", b"x", 1)
    assert client.message() == ("t/end", b"x")


def test_system_topics_are_told_on_request(wire):
    client = wire("r", **account("watcher"))
    client.subscribe("$SYS/broker/uptime")
    assert client.message()[0] == "$SYS/broker/uptime"


@pytest.mark.parametrize("topic_filter", ["#", "private/#", "private/alice/secret", "+/alice/+"])
def test_retained_messages_never_leak_past_rights(wire, topic_filter):
    wire("w").publish("private/alice/secret", b"x", 1, retain=True)
    spy = wire("spy", **account("bob"))
    spy.subscribe(topic_filter, 1)
    assert spy.hears_nothing()


@pytest.mark.parametrize("topic_filter", ["#", "private/#", "private/alice/secret"])
def test_live_messages_never_leak_past_rights(wire, topic_filter):
    spy = wire("spy", **account("bob"))
    spy.subscribe(topic_filter, 1)
    wire("w").publish("private/alice/secret", b"x", 1)
    assert spy.hears_nothing()
