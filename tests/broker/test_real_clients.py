"""Real clients on our broker: paho, mosquitto's own, and umqtt.simple on MicroPython."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import paho.mqtt.client as paho
import pytest
from conftest import account
from wire import Wire

from iot_lab.broker import Broker

UMQTT = Path(__file__).resolve().parents[2] / ".make" / "umqtt"
PROGRAM = """
from umqtt.simple import MQTTClient
got = []
client = MQTTClient(b"esp32", "127.0.0.1", {port}, "alice", "secret-alice", keepalive=30)
client.set_last_will(b"t/status", b"offline", retain=True, qos=1)
client.set_callback(lambda topic, message: got.append((topic, message)))
print(client.connect(clean_session=False))
client.subscribe(b"t/echo", 1)
client.publish(b"t/echo", b"zero", qos=0)
client.publish(b"t/echo", b"one", qos=1)
client.publish(b"t/status", b"online", retain=True, qos=1)
client.ping()
while len(got) < 2:
    client.wait_msg()
print(got)
client.disconnect()
"""


def need(program: str) -> str:
    found = shutil.which(program, path=os.pathsep.join((os.environ["PATH"], str(Path(sys.executable).parent))))
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{program} is not installed")
        pytest.skip(f"{program} is not installed")
    return found


def test_paho_publishes_and_receives_with_every_qos(ours):
    got, all_there = [], threading.Event()

    def keep(_client, _data, message):
        got.append(message.payload)
        if len(got) == 3:
            all_there.set()

    client = paho.Client(paho.CallbackAPIVersion.VERSION2, client_id="paho", clean_session=False)
    client.username_pw_set("alice", "secret-alice")
    client.on_message = keep
    client.on_connect = lambda *_: client.subscribe("t/#", 2)
    client.on_subscribe = lambda *_: [client.publish("t/q", bytes((qos,)), qos=qos) for qos in (0, 1, 2)]
    client.connect("127.0.0.1", ours.port)
    client.loop_start()
    assert all_there.wait(10)
    client.disconnect()
    client.loop_stop()
    assert sorted(got) == [b"\0", b"\1", b"\2"]


@pytest.mark.mosquitto
def test_mosquittos_clients_meet_on_our_broker(ours):
    reader, writer = need("mosquitto_sub"), need("mosquitto_pub")
    common = ["-h", "127.0.0.1", "-p", str(ours.port), "-u", "alice", "-P", "secret-alice"]
    kept = [writer, *common, "-t", "t/kept", "-m", "bonjour", "-q", "2", "-r"]
    subprocess.run(kept, check=True, timeout=10)
    heard = subprocess.run(
        [reader, *common, "-t", "t/#", "-q", "1", "-C", "1", "-W", "10"], check=True, capture_output=True
    )
    assert heard.stdout == b"bonjour\n"


def test_umqtt_on_micropython_publishes_and_receives(ours):
    micropython = need("micropython")
    if not (UMQTT / "umqtt" / "simple.py").exists():
        pytest.skip("umqtt.simple was not fetched: python tests/broker/fetch_umqtt.py")
    result = subprocess.run(
        [micropython, "-c", PROGRAM.format(port=ours.port)],
        env={**os.environ, "MICROPYPATH": f"{UMQTT}:.frozen"},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert result.stdout.splitlines() == ["0", "[(b't/echo', b'zero'), (b't/echo', b'one')]"]


def test_half_open_connections_disturb_nobody(ours):
    reader = Wire(ours.port)
    reader.connect("r")
    reader.subscribe("t/x")
    silent = [Wire(ours.port) for _ in range(700)]
    writer = Wire(ours.port)
    writer.connect("w", **account("bob"))
    writer.publish("t/x", b"fine", 1)
    assert reader.message() == ("t/x", b"fine")
    for client in (*silent, reader, writer):
        client.close()


def test_flood_of_one_client_leaves_the_others_served(ours):
    reader, flooder = Wire(ours.port), Wire(ours.port)
    flooder.connect("flood", **account("bob"))
    reader.connect("r")
    raw = b"\x30\x05\x00\x03t/y" * 2000
    sender = threading.Thread(target=lambda: [flooder.send(raw) for _ in range(5)])
    sender.start()
    for _ in range(50):
        reader.ping()
    flooder.close()
    sender.join()
    reader.close()


def test_killed_brokers_torn_journal_keeps_what_is_sound(tmp_path, ours):
    away = Wire(ours.port)
    away.connect("away", clean=False)
    away.subscribe("t/#", 1)
    away.disconnect()
    writer = Wire(ours.port)
    writer.connect("w")
    writer.publish("t/a", b"sound", 1)
    writer.close()
    journal = tmp_path / "sessions.journal"
    content = journal.read_bytes()
    ours.stop()
    journal.write_bytes(content + b"\0\0\0\x10torn")
    ours.start()
    back = Wire(ours.port)
    assert back.connect("away", clean=False) == bytes((1, 0))
    assert back.message() == ("t/a", b"sound")
    assert (tmp_path / "sessions.damaged").exists()
    back.close()


def test_journal_that_is_not_ours_is_set_aside(tmp_path, ours):
    ours.stop()
    (tmp_path / "sessions.journal").write_bytes(b"somebody else's file")
    ours.start()
    assert (tmp_path / "sessions.damaged").read_bytes() == b"somebody else's file"


def test_full_disk_stops_acknowledging_and_loses_nothing(ours, monkeypatch):
    away = Wire(ours.port)
    away.connect("away", clean=False)
    away.subscribe("t/#", 1)
    away.disconnect()
    writer = Wire(ours.port)
    writer.connect("w")
    whole, refused = ours.broker._journal._write_whole, threading.Event()

    def refuse_once(raw):
        if not refused.is_set():
            refused.set()
            raise OSError(28, "No space left on device")
        whole(raw)

    monkeypatch.setattr(ours.broker._journal, "_write_whole", refuse_once)
    writer.publish("t/a", b"kept", 1)
    assert refused.is_set()
    back = Wire(ours.port)
    back.connect("away", clean=False)
    assert back.message() == ("t/a", b"kept")
    for client in (writer, back):
        client.close()


def test_slow_reader_neither_grows_nor_slows_the_others(ours):
    slow, reader, writer = Wire(ours.port), Wire(ours.port), Wire(ours.port)
    slow.connect("slow")
    slow.subscribe("t/big")
    reader.connect("r")
    reader.subscribe("t/end")
    writer.connect("w")
    for _ in range(300):
        writer.publish("t/big", bytes(60_000), 1)
    writer.publish("t/end", b"end", 1)
    assert reader.message() == ("t/end", b"end")
    assert ours.broker._core.delivery.dropped > 0
    for client in (slow, reader, writer):
        client.close()


def test_forgotten_account_is_closed(ours):
    client = Wire(ours.port)
    client.connect("c")
    ours.broker.forget("alice")
    assert client.is_closed_by_broker()
    client.close()


def test_taken_port_is_said(ours):
    from iot_lab.broker import PortTaken

    with pytest.raises(PortTaken) as caught:
        Broker(None, host="127.0.0.1", port=ours.port).start()
    assert caught.value.details["port"] == ours.port


def test_account_keeps_a_bounded_number_of_sessions(ours):
    for number in range(20):
        client = Wire(ours.port)
        client.connect(f"c{number}", clean=False)
        client.disconnect()
    kept = []
    for number in (0, 19):
        client = Wire(ours.port)
        kept.append(client.connect(f"c{number}", clean=False)[0])
        client.close()
    assert kept == [0, 1]
