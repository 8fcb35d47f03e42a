"""The one MQTT client of the kit's programs: what it relies on inside paho, and the places of a broker."""

from __future__ import annotations

import socket
import threading
from contextlib import closing

import paho.mqtt.client as paho
import pytest

from iot_lab.broker import Broker
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.mqtt.client import MqttClient
from tests.rigs.rules import Rules

DEADLINE_S = 10.0


@pytest.fixture
def port():
    broker = Broker(Rules(), host="127.0.0.1", port=0)
    broker.start()
    yield broker.port
    broker.stop()


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_paho_still_has_the_inside_that_the_client_changes():
    client = MqttClient(BrokerAddress("127.0.0.1", 1), "c")
    assert {"_packet_queue", "_create_socket", "loop_read"} <= set(dir(paho.Client))
    assert paho.Client._packet_queue.__code__.co_varnames[:5] == ("self", "command", "packet", "mid", "qos")
    assert client._in_packet["command"] == 0
    client.acknowledge([1, 258])
    assert [packet["packet"] for packet in client._out_packet] == [b"\x40\x02\x00\x01\x40\x02\x01\x02"]


def entered(address):
    """Return whether a client of this address is let in."""
    client, is_in = MqttClient(address, "c"), threading.Event()
    client.on_connect = lambda *_: is_in.set()
    client.connect_now()
    try:
        return is_in.wait(DEADLINE_S)
    finally:
        client.leave()


def test_second_place_of_a_broker_is_tried_where_the_first_does_not_answer(port):
    url = f"mqtt://alice:secret-alice@127.0.0.1:{free_port()},127.0.0.1:{port}"
    assert entered(BrokerAddress.parse(url))


def test_broker_that_answers_at_none_of_its_places_is_an_error():
    url = f"mqtt://127.0.0.1:{free_port()},127.0.0.1:{free_port()}"
    with pytest.raises(ConnectionRefusedError):
        MqttClient(BrokerAddress.parse(url), "c").connect_now()


def test_message_is_kept_by_the_broker_until_it_is_acknowledged_late(port):
    address = BrokerAddress("127.0.0.1", port, "alice", "secret-alice")
    first = heard_by(address)
    assert first == [(b"t/x", False)]
    assert heard_by(address) == [(b"t/x", True)]


def heard_by(address):
    """Return (payload's topic, repeated) of the first message of a session that never acknowledges."""
    client = MqttClient(address, "keeper", is_clean=False, acknowledges_late=True)
    heard, has_heard = [], threading.Event()

    def take(_client, _data, message):
        heard.append((message.topic.encode(), message.dup))
        has_heard.set()

    def begin(_client, _data, flags, *_):
        if not flags.session_present:
            client.subscribe("t/#", 1)
            client.publish("t/x", b"1", 1)

    client.on_message, client.on_connect = take, begin
    client.connect_now()
    assert has_heard.wait(DEADLINE_S)
    client.drop()
    client.leave()
    return heard
