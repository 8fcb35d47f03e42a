"""Real clients on our broker: paho, mosquitto's own, and umqtt.simple on MicroPython."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import paho.mqtt.client as paho
import pytest

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
        missing(f"{program} is not installed")
    return found


def missing(reason: str) -> None:
    """Skip here, fail where everything must be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


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
        missing("umqtt.simple was not fetched: python tests/fetch_packages.py")
    result = subprocess.run(
        [micropython, "-c", PROGRAM.format(port=ours.port)],
        env={**os.environ, "MICROPYPATH": f"{UMQTT}:.frozen"},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert result.stdout.splitlines() == ["0", "[(b't/echo', b'zero'), (b't/echo', b'one')]"]
