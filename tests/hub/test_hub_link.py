"""The hub's link: what comes together is taken together, in its order, and acknowledged only when it is told to."""

import threading

from iot_lab.broker import Broker
from iot_lab.hub.limits import HubLimits
from iot_lab.hub.link import HubLink, wall_clock_ms
from iot_lab.hub.messages import Inbox
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.mqtt.client import MqttClient
from iot_lab.mqtt.packets import encode_publish
from iot_lab.mqtt.read_ahead import packets_of
from tests.rigs.rules import Rules
from tests.rigs.running_kit import wait_until

NUMBERS = range(400)


def test_packets_are_cut_up_to_the_first_that_is_none_of_ours_or_not_whole():
    whole = [encode_publish(b"t/x", b"p" * size, qos=1, packet_id=7) for size in (0, 5, 120, 128, 20_000)]
    stream = b"".join(whole)
    found, end = packets_of(stream + b"\xd0\x00" + whole[0], 0)
    assert ([first for first, _ in found], end) == ([0x32] * 5, len(stream))
    assert [body[-1:] for _, body in found[1:]] == [b"p"] * 4
    for cut in (1, 2, 3, len(whole[4]) - 1):
        assert packets_of(stream[: -len(whole[4]) + cut], 0) == (found[:4], len(stream) - len(whole[4]))


def test_messages_of_a_gathering_broker_arrive_all_in_order_and_are_kept_until_acknowledged():
    broker = Broker(Rules(), host="127.0.0.1", port=0, gathers=("alice",))
    broker.start()
    address = BrokerAddress("127.0.0.1", broker.port, "alice", "secret-alice")
    inbox = Inbox(10_000, 1 << 20)
    link = HubLink(address, "hub-1", ["t/#"], inbox, HubLimits(), wall_clock_ms, threading.Event())
    sender = MqttClient(address, "sender")
    try:
        link.start()
        wait_until(lambda: link.is_up)
        sender.connect_now()
        wait_until(sender.is_connected)
        wait_until(lambda: _said(sender, b"begin", inbox))
        begun = inbox.received
        for number in NUMBERS:
            sender.publish("t/x", b"%d" % number, qos=1)
            if number % 40 == 0:
                threading.Event().wait(0.01)
        wait_until(lambda: inbox.received - begun >= len(NUMBERS))
        messages = inbox.take(10_000, 1 << 20)
        assert [int(one.payload) for one in messages if one.payload != b"begin"] == list(NUMBERS)
        link.connect_again()
        wait_until(lambda: len(inbox) >= len(messages))
        again = inbox.take(10_000, 1 << 20)
        assert [one.payload for one in again] == [one.payload for one in messages]
        assert all(one.is_repeat and one.qos == 1 for one in again)
        link.acknowledge(again)
    finally:
        sender.leave()
        link.stop()
        broker.stop()


def _said(sender, payload, inbox):
    """Publish until the subscription stands."""
    sender.publish("t/x", payload, qos=1)
    threading.Event().wait(0.1)
    return inbox.received
