"""OASIS MQTT 3.1.1, sections 3.3 PUBLISH and 4.3 quality of service."""

import pytest

from iot_lab.mqtt import packets
from tests.rigs.rules import account


@pytest.mark.parametrize("qos", [0, 1, 2])
def test_message_arrives_whole(wire, qos):
    reader, writer = wire("r"), wire("w")
    reader.subscribe("t/#", 1)
    payload = bytes(range(256)) * 40
    writer.publish("t/bytes", payload, qos)
    topic, got, got_qos, retained, dup, _ = reader.receive_message()
    assert (topic, got, got_qos, retained, dup) == ("t/bytes", payload, min(qos, 1), False, False)


@pytest.mark.parametrize(("published", "granted"), [(1, 0), (0, 1)])
def test_delivery_uses_the_lower_qos_3_8_4(wire, published, granted):
    reader = wire("r")
    reader.subscribe("t/q", granted)
    wire("w").publish("t/q", b"x", published)
    assert reader.receive_message()[2] == 0


@pytest.mark.parametrize("qos", [0, 1])
def test_order_is_kept_within_a_qos_4_6(wire, qos):
    reader, writer = wire("r"), wire("w")
    reader.subscribe("t/n", 1)
    for number in range(200):
        writer.publish("t/n", str(number).encode(), qos)
    assert [int(reader.message()[1]) for _ in range(200)] == list(range(200))


def test_second_copy_of_a_qos_2_message_is_not_delivered_again_4_3_3(wire):
    reader, writer = wire("r"), wire("w")
    reader.subscribe("t/once", 1)
    raw = packets.encode_publish(b"t/once", b"x", qos=2, packet_id=7)
    for again in (raw, bytes((raw[0] | 8,)) + raw[1:]):
        writer.send(again)
        assert writer.receive() == (packets.PUBREC << 4, b"\0\7")
    writer.send(packets.encode_acknowledgement(packets.PUBREL, 7))
    assert writer.receive() == (packets.PUBCOMP << 4, b"\0\7")
    assert reader.message() == ("t/once", b"x")
    assert reader.hears_nothing()


def test_unacknowledged_message_comes_again_with_dup_4_4(wire):
    reader = wire("r", clean=False)
    reader.subscribe("t/again", 1)
    wire("w").publish("t/again", b"x", 1)
    number = reader.receive_message(acknowledge=False)[5]
    reader.close()
    back = wire("r", clean=False)
    assert back.receive_message()[1:] == (b"x", 1, False, True, number)


def test_messages_wait_for_a_persistent_session_3_1_2_5(wire):
    away = wire("away", clean=False)
    away.subscribe("t/wait", 1)
    away.disconnect()
    writer = wire("w")
    for number in range(20):
        writer.publish("t/wait", str(number).encode(), 1)
    back = wire("away", clean=False)
    assert [int(back.message()[1]) for _ in range(20)] == list(range(20))


def test_retained_message_greets_a_new_subscription_3_3_1_6(wire):
    wire("w").publish("t/kept", b"last", 1, retain=True)
    late = wire("late")
    late.subscribe("t/+", 1)
    assert late.receive_message()[:4] == ("t/kept", b"last", 1, True)


def test_retained_flag_is_off_for_established_subscriptions_3_3_1_9(wire):
    reader = wire("r")
    reader.subscribe("t/kept")
    wire("w").publish("t/kept", b"x", retain=True)
    assert reader.receive_message()[3] is False


def test_empty_retained_message_removes_the_kept_one_3_3_1_10(wire):
    writer = wire("w")
    writer.publish("t/kept", b"old", 1, retain=True)
    writer.publish("t/kept", b"", 1, retain=True)
    late = wire("late")
    late.subscribe("t/kept")
    assert late.hears_nothing()


@pytest.mark.parametrize("topic", ["t/+", "t/#", "#"])
def test_wildcard_in_a_topic_name_closes_the_connection_3_3_2_2(wire, topic):
    writer = wire("w", **account("watcher"))
    writer.send(packets.encode_publish(topic.encode(), b"x"))
    assert writer.is_closed_by_broker()


def test_qos_3_closes_the_connection_3_3_1_4(wire):
    writer = wire("w")
    writer.send(packets.encode_publish(b"t/x", b"x", qos=3, packet_id=1))
    assert writer.is_closed_by_broker()


def test_publishing_without_the_right_reaches_nobody(wire):
    reader = wire("r", **account("watcher"))
    reader.subscribe("#", 1)
    writer = wire("w", **account("bob"))
    writer.publish("private/alice/x", b"forged", 1)
    writer.publish("t/mine", b"honest", 1)
    assert reader.message() == ("t/mine", b"honest")


def test_will_without_the_right_reaches_nobody(wire):
    reader = wire("r", **account("watcher"))
    reader.subscribe("#", 1)
    wire("mortal", will=("private/alice/x", b"forged", 1, False), **account("bob")).close()
    wire("w").publish("t/after", b"marker", 1)
    assert reader.message() == ("t/after", b"marker")


@pytest.mark.parametrize("filters", [("t/#", "t/+"), ("t/+", "t/#"), ("t/x", "+/x"), ("#", "t/x")])
@pytest.mark.parametrize("granted", [(0, 1), (1, 0)])
def test_overlapping_filters_bring_one_message_with_the_highest_of_their_qos_3_3_5(enter, filters, granted):
    reader, writer = enter("r", **account("watcher")), enter("w")
    for topic_filter, qos in zip(filters, granted, strict=True):
        assert reader.subscribe(topic_filter, qos) == qos
    writer.publish("t/x", b"once", 1)
    topic, payload, qos, *_ = reader.receive_message()
    assert (topic, payload, qos) == ("t/x", b"once", 1)
    assert reader.hears_nothing()
