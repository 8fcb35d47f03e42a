"""What comes twice is stored once, whatever stopped in between; what paho must keep for that."""

import contextlib
import json
import shutil
import socket
import subprocess
from contextlib import closing
from functools import partial

import paho.mqtt.client as paho
import pytest
from sqlalchemy import event

from iot_lab.broker import Broker
from iot_lab.hub import Hub
from iot_lab.hub.limits import HubLimits
from iot_lab.room import Register
from iot_lab.store import TelemetryStore
from tests.rigs import running_kit

DEADLINE_S = 15.0
wait_until = partial(running_kit.wait_until, deadline_s=DEADLINE_S)


@pytest.fixture
def broker(tmp_path):
    """Our broker; yields (address for the hub, address for a device)."""
    register = Register.open(tmp_path)
    accounts = [register.add("hub", "hub"), register.add("garden", "device")]
    running = Broker(register, host="127.0.0.1", port=0, state=tmp_path / "broker")
    running.start()
    yield [f"mqtt://{account.name}:{account.secret}@127.0.0.1:{running.port}" for account in accounts]
    running.stop()


@pytest.fixture
def mosquitto(tmp_path):
    if shutil.which("mosquitto") is None:
        pytest.skip("mosquitto is not installed")
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = tmp_path / "mosquitto.conf"
    settings.write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\nmax_inflight_messages 2000\n")
    with subprocess.Popen([shutil.which("mosquitto"), "-c", str(settings)], stderr=subprocess.DEVNULL) as process:
        yield [f"mqtt://127.0.0.1:{port}"] * 2
        process.terminate()


@pytest.fixture
def store(tmp_path):
    opened = TelemetryStore.open(f"sqlite:///{tmp_path / 'lab.db'}", "atelier")
    yield opened
    opened.close()


@contextlib.contextmanager
def running_hub(store, address, limits=None):
    hub = Hub(store, address, room="atelier", limits=limits)
    hub.start()
    wait_until(lambda: hub.state().state == "ok")
    yield hub
    hub.stop()


@contextlib.contextmanager
def device(address):
    host, _, port = address.rpartition("@")[2].removeprefix("mqtt://").partition(":")
    client = paho.Client(paho.CallbackAPIVersion.VERSION2, client_id="garden")
    if "@" in address:
        name, _, secret = address.partition("//")[2].partition("@")[0].partition(":")
        client.username_pw_set(name, secret)
    client.connect(host, int(port))
    client.loop_start()
    yield client
    client.disconnect()
    client.loop_stop()


def publish(client, topic, payloads):
    sent = [client.publish(topic, payload, qos=1) for payload in payloads]
    for one in sent:
        one.wait_for_publish(DEADLINE_S)


@pytest.mark.parametrize("kind", ["broker", pytest.param("mosquitto", marks=pytest.mark.mosquitto)])
def test_plain_numbers_stored_and_not_acknowledged_are_not_stored_again(kind, request, store):
    hub_address, device_address = request.getfixturevalue(kind)
    with running_hub(store, hub_address) as hub, device(device_address) as client:
        hub._link.acknowledge = lambda messages: None  # what a kill between commit and acknowledgement does
        for stored, payload in enumerate([b"40", b"41", b"40"], 1):  # one at a time: the order within a ms is nobody's
            publish(client, "garden/soil", [payload])
            wait_until(lambda stored=stored: store.totals().stored == stored)
    with running_hub(store, hub_address) as again, device(device_address) as client:
        wait_until(lambda: again.state().repeated == 3)
        publish(client, "garden/soil", [b"42"])
        wait_until(lambda: store.totals().stored == 4)
    values = [sample.value for sample in store.samples("garden", "soil", 0, 2**50, 10)]
    assert values == [40.0, 41.0, 40.0, 42.0]


def test_link_lost_again_and_again_loses_and_doubles_nothing(broker, store):
    with running_hub(store, broker[0]) as hub, device(broker[1]) as client:
        for first in range(0, 500, 100):
            publish(client, "garden/count", [str(number) for number in range(first, first + 100)])
            hub._link.connect_again()
        wait_until(lambda: store.totals().stored >= 500)
        wait_until(lambda: hub.state().state == "ok")
        publish(client, "garden/count", ["500"])
        wait_until(lambda: store.recent("garden", "count", 1)[0][1] == 500.0)
    values = [sample.value for sample in store.samples("garden", "count", 0, 2**50, 1000)]
    assert sorted(values) == [float(number) for number in range(501)]


def test_more_than_memory_holds_waits_at_the_broker(broker, store):
    limits = HubLimits(waiting_messages=50)
    with running_hub(store, broker[0], limits) as hub, device(broker[1]) as client:
        holder = hub._store.write
        hub._store.write = _refusing
        payloads = [json.dumps({"count": number}) for number in range(300)]
        publish(client, "garden", payloads)
        wait_until(lambda: hub.state().state == "store-failing" and hub._inbox.owes_redelivery)
        assert hub.state().waiting <= 51 + 50
        hub._store.write = holder
        wait_until(lambda: store.totals().stored == 300)
        assert hub.state().refused in ({}, {"fault": 1})  # the words of the batch that failed in an unforeseen way


def _refusing(_batch):
    raise OSError("the disk is gone")


def limit_pages(store, pages):
    """Let SQLite have so many pages, on whichever connection the hub is given next (the limit is a connection's own)."""

    def limit(raw, _record, _proxy):
        raw.execute(f"PRAGMA max_page_count={pages}")

    event.listen(store._database.engine, "checkout", limit)
    return lambda: event.remove(store._database.engine, "checkout", limit)


def test_full_disk_is_said_and_passes(broker, store):
    with running_hub(store, broker[0]) as hub, device(broker[1]) as client:
        with store._database.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        end_limit = limit_pages(store, pages + 1)
        publish(client, "garden", [json.dumps({f"s-{n}": n for n in range(60)})] * 200)
        wait_until(lambda: hub.state().reason == "full")
        end_limit()
        limit_pages(store, 1_000_000)
        wait_until(lambda: store.totals().stored == 60 * 200)
        wait_until(lambda: hub.state().state == "ok")


def test_broker_that_refuses_or_is_absent_is_said(broker, store):
    wrong = broker[0].replace("hub:", "hub:not-")
    absent = Hub(store, "mqtt://127.0.0.1:1", room="atelier")
    refused = Hub(store, wrong, room="atelier")
    for hub, reason in ((absent, "unreachable"), (refused, "refused")):
        hub.start()
        wait_until(lambda hub=hub, reason=reason: hub.state().reason == reason)
        assert hub.state().state == "broker-lost"
        hub.stop()
