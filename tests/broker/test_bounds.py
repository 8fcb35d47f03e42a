"""One client too many, too slow, too fast or too large disturbs nobody (our broker on the network)."""

import threading

import pytest

from iot_lab.broker import Broker, BrokerLimits, PortRefused, PortTaken
from iot_lab.mqtt import packets
from tests.rigs.rules import account
from tests.rigs.wire import packet, text

MOST_LEVELS = BrokerLimits().levels


def test_half_open_connections_disturb_nobody(enter):
    reader = enter("r")
    reader.subscribe("t/x")
    silent = [enter() for _ in range(700)]
    enter("w", **account("bob")).publish("t/x", b"fine", 1)
    assert reader.message() == ("t/x", b"fine")
    assert silent[0].is_closed_by_broker()


def test_flood_of_one_client_leaves_the_others_served(enter):
    reader, flooder = enter("r"), enter("flood", **account("bob"))
    raw = b"\x30\x05\x00\x03t/y" * 2000
    sender = threading.Thread(target=lambda: [flooder.send(raw) for _ in range(5)])
    sender.start()
    for _ in range(50):
        reader.ping()
    sender.join()


def test_slow_reader_neither_grows_nor_slows_the_others(ours, enter):
    slow, reader, writer = enter("slow"), enter("r"), enter("w")
    slow.subscribe("t/big")
    reader.subscribe("t/end")
    for _ in range(300):
        writer.publish("t/big", bytes(60_000), 1)
    writer.publish("t/end", b"end", 1)
    assert reader.message() == ("t/end", b"end")
    assert ours.broker._core.delivery.dropped > 0


def test_forgotten_account_is_closed(ours, enter):
    client, other = enter("c"), enter("c", **account("bob"))
    ours.broker.forget("alice")
    assert client.is_closed_by_broker()
    other.ping()


def test_taken_port_is_said(ours):
    with pytest.raises(PortTaken) as caught:
        Broker(None, host="127.0.0.1", port=ours.port).start()
    assert caught.value.details["port"] == ours.port


def test_address_of_another_computer_is_said():
    with pytest.raises(PortRefused) as caught:
        Broker(None, host="192.0.2.1", port=0).start()
    assert caught.value.details["host"] == "192.0.2.1"


def test_account_keeps_a_bounded_number_of_sessions(enter):
    for number in range(20):
        enter(f"c{number}", clean=False).disconnect()
    assert [enter().connect(f"c{number}", clean=False)[0] for number in (0, 19)] == [0, 1]


def test_oversized_packet_closes_its_own_connection_only(enter):
    reader, large = enter("r"), enter("large")
    reader.subscribe("t/#")
    large.send(b"\x30\x05\x00\x03t/y" + b"\x30" + packets.encode_length(200_000))
    assert large.is_closed_by_broker()
    assert reader.message() == ("t/y", b"")


def test_client_that_never_reads_is_closed_at_its_keep_alive_and_its_will_told(enter):
    watcher = enter("watcher")
    watcher.subscribe("t/will")
    dead = enter("dead", keep_alive=1, will=("t/will", b"gone", 0, False))
    dead.subscribe("t/big")
    writer = enter("w")
    for _ in range(100):
        writer.publish("t/big", bytes(60_000), 0)
    assert watcher.message() == ("t/will", b"gone")


def test_many_subscribers_and_publishers_each_get_all(enter):
    readers = [enter(f"r{number}") for number in range(20)]
    for reader in readers:
        reader.subscribe("t/#", 1)
    writers = [enter(f"w{number}", **account("bob")) for number in range(20)]
    for number, writer in enumerate(writers):
        writer.publish(f"t/{number}", b"x", 1)
    expected = {(f"t/{number}", b"x") for number in range(20)}
    assert all({reader.message() for _ in writers} == expected for reader in readers)


def test_stop_closes_everybody_and_start_lets_them_in_again(ours, enter):
    before = enter("c")
    ours.stop()
    assert before.is_closed_by_broker()
    ours.start()
    enter("c").ping()


def levels(count):
    return "/".join(["t", *["a"] * (count - 1)])


def test_topic_and_filter_of_exactly_the_most_levels_are_served(enter):
    reader, writer = enter("r"), enter("w")
    assert reader.subscribe(levels(MOST_LEVELS), 1) == 1
    writer.publish(levels(MOST_LEVELS), b"deep", 1)
    assert reader.message() == (levels(MOST_LEVELS), b"deep")


def test_topic_of_one_level_more_closes_its_connection(enter):
    writer = enter("w")
    writer.send(packets.encode_publish(levels(MOST_LEVELS + 1).encode(), b"x"))
    assert writer.is_closed_by_broker()


def test_filter_of_one_level_more_closes_its_connection(enter):
    reader = enter("r")
    reader.send(packet(packets.SUBSCRIBE, b"\0\1" + text(levels(MOST_LEVELS + 1)) + b"\1", 2))
    assert reader.is_closed_by_broker()
