"""The codec on anything: it reads back what it wrote, and refuses the rest with its own error only."""

from hypothesis import given, settings
from hypothesis import strategies as st

from iot_lab.broker.journal_records import MAGIC, TornJournal, block, pack, read_records
from iot_lab.mqtt import packets
from iot_lab.mqtt.filters import SubscriptionIndex, is_filter, matches
from iot_lab.mqtt.message import MqttMessage
from iot_lab.mqtt.packets import MalformedPacket, PacketReader, ProtocolRefused
from tests.rigs.wire import connect_bytes

LEVEL = st.text(alphabet="abé+ #$", min_size=0, max_size=2)
TOPIC = st.lists(LEVEL.filter(lambda level: "+" not in level and "#" not in level), min_size=1, max_size=4).map(
    "/".join
)
FILTER = st.lists(LEVEL | st.sampled_from(["+", "#"]), min_size=1, max_size=4).map("/".join)


@given(st.binary(max_size=300), st.integers(1, 40))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_reader_cuts_the_same_packets_however_they_arrive(data, step):
    def read(pieces):
        reader, found = PacketReader(200), []
        for piece in pieces:
            found += reader.feed(piece)
        return found, reader.fault

    assert read([data[at : at + step] for at in range(0, len(data), step)]) == read([data])


@given(st.binary(max_size=120), st.integers(0, 255))
@settings(max_examples=500, deadline=None, derandomize=True)
def test_decoders_refuse_with_their_own_errors_only(body, first):
    decoders = (packets.decode_connect, packets.decode_subscribe, packets.decode_unsubscribe, packets.decode_packet_id)
    for decode in (*decoders, lambda raw: packets.decode_publish(first, raw)):
        try:
            decode(body)
        except (MalformedPacket, ProtocolRefused):
            continue


@given(TOPIC, st.binary(max_size=300), st.integers(0, 1), st.booleans(), st.integers(1, 65535))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_publish_reads_back(topic, payload, qos, retain, number):
    raw = packets.encode_publish(topic.encode(), payload, qos=qos, retain=retain, packet_id=number)
    ((first, body),) = PacketReader(1000).feed(raw)
    assert packets.decode_publish(first, body) == (topic.encode(), number if qos else 0, payload)
    assert (first >> 1 & 3, bool(first & 1)) == (qos, retain)


@given(
    st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30),
    st.integers(0, 65535),
    st.booleans(),
)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_connect_reads_back(client_id, keep_alive, clean):
    raw = connect_bytes(client_id, keep_alive=keep_alive, clean=clean, will=("t/w", b"\0\xff", 1, True))
    ((_, body),) = PacketReader(1000).feed(raw)
    connect = packets.decode_connect(body)
    assert (connect.client_id, connect.keep_alive_s, connect.clean_session) == (client_id, keep_alive, clean)
    assert connect.will == MqttMessage("t/w", b"\0\xff", 1, is_retained=True)
    assert (connect.username, connect.password) == ("alice", b"secret-alice")


@given(st.lists(FILTER, max_size=6), TOPIC)
@settings(max_examples=500, deadline=None, derandomize=True)
def test_index_finds_what_the_definition_finds(filters, topic):
    index = SubscriptionIndex()
    sound = [one for one in filters if is_filter(one, 10)]
    for one in sound:
        index.add(one, one, 0)
    assert set(index.subscribers(topic)) == {one for one in sound if matches(one, topic)}
    for one in sound:
        index.remove(one, one)
    assert index.subscribers(topic) == {}


@given(st.lists(st.binary(max_size=40), max_size=8), st.data())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_torn_journal_gives_back_its_sound_blocks(contents, data):
    blocks = [block([pack(b"R", content)]) for content in contents]
    whole = MAGIC + b"".join(blocks)
    end = data.draw(st.integers(0, len(whole)))
    found = []
    try:
        found.extend(record.body for record in read_records(whole[:end]))
    except TornJournal:
        assert end < len(whole)
    complete = [len(MAGIC) + sum(map(len, blocks[: n + 1])) <= end for n in range(len(blocks))]
    assert len(found) == sum(complete)


def test_remaining_length_takes_one_to_four_bytes_2_2_3():
    for length in (0, 127, 128, 16383, 16384, 2097151, 2097152, 268435455):
        encoded = packets.encode_length(length)
        assert PacketReader(1 << 28)._long_length(b"\x30" + encoded, 0) == (length, 1 + len(encoded))


def test_packet_over_the_cap_is_refused_before_it_is_read():
    reader = PacketReader(100)
    assert reader.feed(packets.encode_connack(0) + b"\x30" + packets.encode_length(101)) == [(0x20, b"\0\0")]
    assert reader.fault == "packet of 101 bytes"
