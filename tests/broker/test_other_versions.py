"""Clients of MQTT 3.1 and 5: refused in their own version, in words, and named to the trainer."""

import shutil
import subprocess
import threading

import paho.mqtt.client as paho
import pytest

from iot_lab.broker import Broker
from iot_lab.mqtt import packets
from tests.rigs.rules import Rules
from tests.rigs.wire import Wire, connect_bytes, packet, text

REASON = b"This broker speaks MQTT 3.1.1: choose version 3.1.1 in the settings of the client"


class Refusals:
    """What the trainer is told."""

    def __init__(self):
        self.told = []

    def refused(self, username, _address, reason):
        self.told.append((username, reason))

    def __getattr__(self, _name):
        return lambda *_: None


@pytest.fixture(scope="module")
def broker(tmp_path_factory):
    running = Broker(Rules(), host="127.0.0.1", port=0, state=tmp_path_factory.mktemp("broker"), events=Refusals())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def told(broker):
    broker._core.events.told.clear()
    return broker._core.events.told


@pytest.fixture
def client(broker):
    wire = Wire(broker.port)
    yield wire
    wire.close()


def connect_5(*, properties=b"\x00", will=b"", flags=0xC2, name="alice"):
    """A CONNECT as section 3.1 of OASIS MQTT 5.0 has it."""
    head = text(b"MQTT") + bytes((5, flags)) + b"\x00\x3c" + properties
    return packet(packets.CONNECT, head + text("five") + will + text(name) + text("secret-alice"))


@pytest.mark.parametrize(
    "asked",
    [
        connect_5(),
        connect_5(properties=b"\x05\x11\x00\x00\x00\x0a"),
        connect_5(flags=0xC6, will=b"\x00" + text("a/b") + text("gone")),
    ],
)
def test_client_of_version_5_is_answered_in_version_5_and_in_words(client, told, asked):
    client.send(asked)
    first, body = client.receive()
    assert first == packets.CONNACK << 4
    assert body[:2] == bytes((0, 0x84))
    assert body[2:] == bytes((len(REASON) + 3, 0x1F)) + text(REASON)
    assert client.is_closed_by_broker()
    assert told == [("alice", "protocol-5")]


def test_client_of_version_3_1_is_answered_in_version_3_1(client, told):
    client.send(connect_bytes("old", protocol=b"MQIsdp", level=3))
    assert client.receive() == (packets.CONNACK << 4, bytes((0, 1)))
    assert client.is_closed_by_broker()
    assert told == [("alice", "protocol-3.1")]


def test_client_of_no_known_version_is_answered_as_ours(client, told):
    client.send(connect_bytes("future", level=9))
    assert client.receive() == (packets.CONNACK << 4, bytes((0, 1)))
    assert client.is_closed_by_broker()
    assert told == [("alice", "protocol")]


@pytest.mark.parametrize(
    "rest", [b"", b"\x00\x3c", b"\x00\x3c\xff\xff\xff\xff\xff", b"\x00\x3c\x7f", b"\x00\x3c\x00\x00\x01"]
)
def test_cut_connect_of_version_5_is_answered_all_the_same(client, told, rest):
    client.send(packet(packets.CONNECT, text(b"MQTT") + bytes((5, 0xC2)) + rest))
    assert client.receive()[1][1] == 0x84
    assert told == [(None, "protocol-5")]


@pytest.mark.parametrize(("version", "reason"), [(paho.MQTTv5, "protocol-5"), (paho.MQTTv31, "protocol-3.1")])
def test_paho_hears_that_its_version_is_not_ours(broker, told, version, reason):
    answered, said = threading.Event(), []
    person = paho.Client(paho.CallbackAPIVersion.VERSION2, client_id="p", protocol=version, reconnect_on_failure=False)
    person.username_pw_set("alice", "secret-alice")
    person.on_connect = lambda _c, _d, _f, code, properties: (said.append((code, properties)), answered.set())
    person.connect("127.0.0.1", broker.port)
    person.loop_start()
    assert answered.wait(10)
    person.disconnect()
    person.loop_stop()
    code, properties = said[0]
    assert str(code) == "Unsupported protocol version"
    assert version != paho.MQTTv5 or properties.ReasonString == REASON.decode()
    assert told[0] == ("alice", reason)


@pytest.mark.mosquitto
@pytest.mark.parametrize("version", ["5", "31"])
def test_mosquittos_client_is_refused_and_ends(broker, told, version):
    program = shutil.which("mosquitto_sub")
    if program is None:
        pytest.skip("mosquitto_sub is not installed")
    options = [
        "-p",
        str(broker.port),
        "-V",
        version,
        "-u",
        "alice",
        "-P",
        "secret-alice",
        "-t",
        "#",
        "-C",
        "1",
        "-W",
        "10",
    ]
    done = subprocess.run(
        [program, "-h", "127.0.0.1", *options], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode != 0
    assert "rotocol" in done.stderr
    assert told
