"""OASIS MQTT 3.1.1, section 4.1: what is kept across a restart; and how garbage is met (section 4.8)."""

import random
import socket

import pytest

from iot_lab.mqtt import packets
from tests.rigs.rules import account
from tests.rigs.wire import Wire, connect_bytes


def test_sessions_and_retained_messages_outlive_a_restart(broker, wire):
    away = wire("away", clean=False)
    away.subscribe("t/#", 1)
    away.disconnect()
    wire("w").publish("t/kept", b"kept", 1, retain=True)
    broker.stop()
    broker.start()
    back = Wire(broker.port)
    assert back.connect("away", clean=False) == bytes((1, 0))
    assert back.message() == ("t/kept", b"kept")
    late = Wire(broker.port)
    late.connect("late")
    late.subscribe("t/kept")
    assert late.message() == ("t/kept", b"kept")
    back.close()
    late.close()


def test_garbage_disturbs_nobody(broker, wire):
    reader = wire("r")
    reader.subscribe("t/x")
    chance = random.Random(1)
    for _ in range(60):
        with socket.create_connection(("127.0.0.1", broker.port)) as intruder:
            intruder.sendall(chance.randbytes(chance.randint(1, 300)))
    wire("w").publish("t/x", b"fine", 1)
    assert reader.message() == ("t/x", b"fine")


def test_truncated_packets_disturb_nobody(broker, wire):
    reader = wire("r")
    reader.subscribe("t/x")
    whole = connect_bytes("cut") + packets.encode_publish(b"t/x", b"never", qos=1, packet_id=1)
    for end in range(1, len(whole)):
        with socket.create_connection(("127.0.0.1", broker.port)) as cut:
            cut.sendall(whole[:end])
    wire("w").publish("t/x", b"fine", 1)
    assert reader.message() == ("t/x", b"fine")


@pytest.mark.parametrize("raw", [b"\x30\xff\xff\xff\xff\x7f", b"\xf0\x00", b"\x00\x00", b"\x40\x02\x00\x00"])
def test_malformed_packet_closes_the_connection_4_8(wire, raw):
    client = wire("bad")
    client.send(raw)
    assert client.is_closed_by_broker()


def test_text_with_a_null_or_bad_utf_8_closes_the_connection_1_5_3(wire):
    for topic in (b"t/\0", b"t/\xff\xfe", b"t/\xed\xa0\x80"):
        client = wire("bad", **account("watcher"))
        client.send(packets.encode_publish(topic, b"x"))
        assert client.is_closed_by_broker()
