"""The broker's core without a network: the clock is a number, what is sent is a list."""

import pytest

from iot_lab.broker import BrokerLimits
from iot_lab.broker.access import NoEvents
from iot_lab.broker.core import Core
from iot_lab.mqtt import packets
from tests.rigs.rules import Rules
from tests.rigs.wire import connect_bytes, packet, text


class Told(NoEvents):
    """Keeps what the broker tells."""

    def __init__(self):
        self.said = []

    def __getattribute__(self, name):
        if name in {"connected", "disconnected", "taken_over", "refused", "write_denied"}:
            return lambda *details: self.said.append((name, *details))
        return super().__getattribute__(name)


class Room:
    """A core and its clients at a time in seconds."""

    def __init__(self, **limits):
        self.told = Told()
        self.rules = Rules()
        self.core = Core(self.rules, BrokerLimits(**limits), self.told)
        self.now_s = 0.0

    def enter(self, client_id, name="alice", **options):
        connection = self.core.open(client_id, self.now_s)
        options = {"username": name, "password": f"secret-{name}", **options}
        self.core.receive(connection, connect_bytes(client_id, **options), self.now_s)
        return connection

    def say(self, connection, raw):
        return self.core.receive(connection, raw, self.now_s)

    def publish(self, connection, topic, payload=b"x", **options):
        return self.say(connection, packets.encode_publish(topic.encode(), payload, **options))

    def subscribe(self, connection, *filters, qos=1):
        body = b"".join(text(one) + bytes((qos,)) for one in filters)
        self.say(connection, packet(packets.SUBSCRIBE, b"\0\1" + body, 2))
        return connection

    def tick(self, now_s):
        self.now_s = now_s
        self.core.tick(now_s)


def sent(connection):
    """Return what the connection was sent since the last time, as (type, body)."""
    out, connection.out = b"".join(connection.out), []
    return [(first >> 4, body) for first, body in packets.PacketReader(1 << 28).feed(out)]


def messages(connection):
    return [body for kind, body in sent(connection) if kind == packets.PUBLISH]


def test_client_that_waits_as_told_gets_its_rate_back():
    room = Room(messages_per_s=100)
    fast = room.enter("fast")
    raw = packets.encode_publish(b"t/x", b"x") * 100
    waits = []
    for _ in range(30):
        waits.append(room.say(fast, raw))
        room.now_s += waits[-1]
    assert waits[:1] == [0.0]
    assert all(wait == pytest.approx(1.0) for wait in waits[3:])


def test_acknowledgements_and_pings_are_never_slowed():
    room = Room(messages_per_s=1)
    client = room.enter("c")
    assert room.say(client, packet(packets.PINGREQ) * 1000) == 0.0


def test_large_packets_count_more_than_small_ones():
    room = Room(messages_per_s=10)
    client = room.enter("c")
    assert room.publish(client, "t/x", bytes(100_000)) == pytest.approx(0.6, abs=0.1)


def test_search_of_retained_messages_counts():
    room = Room(messages_per_s=10)
    writer = room.enter("w", "bob", clean=True)
    for number in range(400):
        room.now_s += 1
        room.publish(writer, f"t/{number}", retain=True)
    reader = room.enter("r")
    body = b"".join(text(f) + b"\0" for f in ("t/#", "+/#"))
    assert room.say(reader, packet(packets.SUBSCRIBE, b"\0\1" + body, 2)) > 1.0


def test_same_filter_many_times_in_one_packet_is_searched_once():
    room = Room()
    room.publish(room.enter("w"), "t/kept", retain=True)
    reader = room.subscribe(room.enter("r"), *["t/#"] * 1000)
    assert len(messages(reader)) == 1


def test_packets_before_a_malformed_one_count():
    room = Room()
    reader = room.subscribe(room.enter("r"), "t/x")
    room.say(room.enter("w"), packets.encode_publish(b"t/x", b"sound") + b"\x30\xff\xff\xff\xff\xff")
    assert [body[5:] for body in messages(reader)] == [b"sound"]
    assert room.core.counts.malformed == 1


@pytest.mark.parametrize(("silent_s", "is_closed"), [(14.9, False), (15.1, True)])
def test_keep_alive_is_one_and_a_half_times_3_1_2_24(silent_s, is_closed):
    room = Room()
    client = room.enter("c", keep_alive=10)
    room.tick(silent_s)
    assert client.is_urgent is is_closed


def test_time_that_we_made_it_wait_is_not_its_silence():
    room = Room(messages_per_s=10)
    client = room.enter("c", keep_alive=1)
    wait_s = room.say(client, packets.encode_publish(b"t/x", b"x") * 100)
    room.tick(wait_s)
    assert client.close_reason == ""


def test_keep_alive_of_zero_is_never_enforced_3_1_2_10():
    room = Room()
    client = room.enter("c", keep_alive=0)
    room.tick(1e6)
    assert client.close_reason == ""


def test_connection_without_connect_is_closed():
    room = Room()
    silent = room.core.open("silent", 0.0)
    room.tick(10.1)
    assert (silent.close_reason, silent.is_urgent) == ("no-connect", True)


def test_connection_that_does_not_drain_is_closed_all_the_same():
    room = Room()
    client = room.enter("c")
    room.say(client, packet(packets.DISCONNECT))
    assert not client.is_urgent
    room.tick(0.5)
    room.tick(1.0)
    assert client.is_urgent


def test_storm_from_one_computer_closes_none_of_another():
    room = Room(waiting_connections=3)
    board = room.core.open("10.0.0.1:5", 0.0)
    storm = [room.core.open(f"10.0.0.9:{port}", 0.0) for port in range(6)]
    assert board.close_reason == ""
    assert [one.close_reason != "" for one in storm] == [True, True, True, True, False, False]
    assert room.core.counts.crowded_out == 4


def test_connection_that_spoke_makes_room_for_nobody():
    room = Room(waiting_connections=2)
    spoke = room.enter("c")
    for number in range(5):
        room.core.open(f"10.0.0.9:{number}", 0.0)
    assert spoke.close_reason == ""


def test_too_many_silent_connections_go_oldest_first():
    room = Room(waiting_connections=3)
    silent = [room.core.open(str(number), 0.0) for number in range(5)]
    assert [one.close_reason != "" for one in silent] == [True, True, False, False, False]


def test_account_has_a_bounded_number_of_connections():
    room = Room(connections_per_account=2)
    kept = [room.enter("a"), room.enter("b")]
    assert sent(room.enter("c")) == [(packets.CONNACK, bytes((0, packets.UNAVAILABLE)))]
    assert sent(room.enter("a"))[0] == (packets.CONNACK, b"\0\0")
    assert sent(room.enter("c", "bob"))[0] == (packets.CONNACK, b"\0\0")
    assert [one.close_reason for one in kept] == ["taken-over", ""]


def test_takeover_names_both_addresses_and_needs_the_same_account():
    room = Room()
    room.enter("same", "alice")
    room.enter("same", "bob")
    assert [said[0] for said in room.told.said] == ["connected", "connected"]
    room.enter("same", "bob")
    assert room.told.said[2:] == [("taken_over", "bob", "same", "same", "same"), ("connected", "bob", "same", "same")]


def test_refused_client_is_told_with_its_address():
    room = Room()
    room.enter("intruder", password="wrong")
    assert room.told.said == [("refused", "alice", "intruder", "bad-password")]


def test_denied_messages_are_counted_all_and_told_a_few_times():
    room = Room()
    writer = room.enter("w")
    for number in range(100):
        room.publish(writer, f"private/bob/{number}", qos=1, packet_id=1)
    assert len([said for said in room.told.said if said[0] == "write_denied"]) == 20
    assert room.core.writable.denied == 100
    assert len(sent(writer)) == 101


def test_system_topics_cannot_be_written_by_anybody():
    room = Room()
    reader = room.subscribe(room.enter("r", "watcher"), "$SYS/#", "#")
    room.publish(room.enter("w", "watcher"), "$SYS/broker/uptime")
    assert messages(reader) == []


def test_long_topics_do_not_stay_in_memory():
    room = Room()
    writer = room.enter("w")
    room.publish(writer, "t/" + "x" * 1000)
    assert room.core.writable.known == {}
    assert room.core.delivery._routes == {}


def test_long_identifier_and_long_filter_are_refused():
    room = Room()
    assert sent(room.enter("x" * 300)) == [(packets.CONNACK, bytes((0, packets.IDENTIFIER_REJECTED)))]
    client = room.enter("c")
    room.subscribe(client, "t/" + "x" * 2000, "t/short")
    assert sent(client)[1] == (packets.SUBACK, bytes((0, 1, 0x80, 1)))


def test_session_has_a_bounded_number_of_filters():
    room = Room(subscriptions=2)
    client = room.subscribe(room.enter("c"), "t/1", "t/2", "t/3", "t/1")
    assert sent(client)[1] == (packets.SUBACK, bytes((0, 1, 1, 1, 0x80, 1)))


def test_account_keeps_a_bounded_number_of_retained_messages():
    room = Room(retained_messages_per_account=3)
    greedy, modest = room.enter("w"), room.enter("w", "bob")
    for number in range(5):
        room.publish(greedy, f"t/{number}", retain=True)
    room.publish(modest, "t/modest", retain=True)
    room.publish(greedy, "t/0", b"", retain=True)
    room.publish(greedy, "t/again", retain=True)
    assert sorted(message.topic for message, _ in room.core.retained) == ["t/1", "t/2", "t/again", "t/modest"]


def test_changed_rights_apply_to_what_waits_already():
    room = Room()
    away = room.subscribe(room.enter("away", clean=False), "#")
    room.core.closed(away, "gone")
    writer = room.enter("w", "watcher")
    room.publish(writer, "t/open", qos=1, packet_id=1)
    room.publish(writer, "private/alice/x", qos=1, packet_id=2)
    room.rules.may_read = lambda _account, topic: topic.startswith("t/")
    room.core.forget("alice")
    assert [body[2:8] for body in messages(room.enter("away", clean=False))] == [b"t/open"]


def full(room, connection, topic="t/fill"):
    """Fill a persistent session until publishers must be slowed."""
    number = 0
    writer = room.enter(f"filler of {topic}", "bob")
    while not connection.holds:
        number += 1
        room.publish(writer, topic, qos=1, packet_id=number % 100 + 1)
    return writer


def test_persistent_session_slows_its_publishers_until_it_follows():
    room = Room(messages_per_s=10**9, inflight=100)
    slow = room.subscribe(room.enter("slow", clean=False), "t/#")
    writer = full(room, slow)
    assert writer.held_by == {slow}
    while slow.session.outgoing:
        room.say(slow, b"".join(packets.encode_acknowledgement(packets.PUBACK, n) for n in list(slow.session.outgoing)))
    assert writer.held_by == set()
    assert room.core.delivery.dropped == 0


def test_session_that_stands_still_slows_its_publishers_for_a_few_seconds_only():
    room = Room(messages_per_s=10**9, inflight=100, patience_s=5.0)
    slow = room.subscribe(room.enter("slow", clean=False, keep_alive=0), "t/#")
    writer = full(room, slow)
    room.tick(1.0)
    assert writer.held_by == {slow}
    room.tick(6.1)
    assert writer.held_by == set()
    room.publish(writer, "t/more", qos=1, packet_id=1)
    assert writer.held_by == set()


def test_full_session_is_read_on_since_its_acknowledgements_empty_it():
    room = Room(messages_per_s=10**9, inflight=100)
    one, two = (room.subscribe(room.enter(name, clean=False), f"t/{name}") for name in ("one", "two"))
    full(room, two, "t/two")
    room.publish(one, "t/two", qos=1, packet_id=1)
    assert one.held_by == {two}
    full(room, one, "t/one")
    assert one.held_by == set()
    room.publish(one, "t/two", qos=1, packet_id=1)
    assert one.held_by == set()


def test_full_queue_drops_the_oldest_and_counts():
    room = Room(queued_messages=10)
    away = room.subscribe(room.enter("away", clean=False), "t/#")
    room.core.closed(away, "gone")
    writer = room.enter("w")
    for number in range(15):
        room.publish(writer, "t/n", bytes((number,)), qos=1, packet_id=1)
    back = room.enter("away", clean=False)
    assert [body[-1] for body in messages(back)] == list(range(5, 15))
    assert room.core.delivery.dropped == 5


def test_window_bounds_what_is_sent_and_not_acknowledged():
    room = Room(inflight=3)
    reader = room.subscribe(room.enter("r"), "t/#")
    writer = room.enter("w")
    for number in range(5):
        room.publish(writer, "t/n", bytes((number,)), qos=1, packet_id=1)
    first = messages(reader)
    room.say(reader, packets.encode_acknowledgement(packets.PUBACK, 1))
    assert ([body[-1] for body in first], [body[-1] for body in messages(reader)]) == ([0, 1, 2], [3])


def test_nothing_is_sent_to_a_blocked_connection_that_may_be_lost():
    room = Room()
    reader = room.subscribe(room.enter("r"), "t/#", qos=0)
    reader.is_blocked = True
    room.publish(room.enter("w"), "t/x")
    assert messages(reader) == []
    assert room.core.delivery.dropped == 1
