"""Rooms that share a broker, and devices beside them: each room stores its own, whole, and nothing else."""

import contextlib
import json
import time

import paho.mqtt.client as paho
import pytest

from iot_lab.contract.topics import client_id
from iot_lab.hub import Hub
from iot_lab.hub.routes import Routes
from iot_lab.hub.subscriptions import ANY_DEVICE, KNOWN_DEVICES, devices_under, filters_of
from iot_lab.store import Database, TelemetryStore
from tests.rigs.mosquitto import running_mosquitto
from tests.rigs.nats import running_nats
from tests.rigs.running_kit import wait_until

ROOMS = ("atelier", "mediatheque")
BOARDS = [f"capteur-{number:02}" for number in range(1, 11)]
SAMPLES = 100
START = time.time_ns() // 1_000_000 - 600_000


@contextlib.contextmanager
def running_hub(address, store, devices=KNOWN_DEVICES):
    hub = Hub(store, address, room=store.room, devices=devices)
    hub.start()
    wait_until(lambda: hub.state().state == "ok")
    yield hub
    hub.stop()


@contextlib.contextmanager
def board(address, room, name):
    client = paho.Client(paho.CallbackAPIVersion.VERSION2, client_id=client_id(room, name))
    client.connect("127.0.0.1", int(address.rpartition(":")[2]))
    client.loop_start()
    yield client
    client.disconnect()
    client.loop_stop()


@pytest.fixture
def stores(tmp_path):
    database = Database.open(f"sqlite:///{tmp_path / 'lab.db'}")
    yield {room: TelemetryStore(database, room) for room in ROOMS}
    database.close()


def payload(room, number):
    return json.dumps({"v": number + (0.5 if room == ROOMS[1] else 0.0), "t": START + 1000 * number, "n": number})


@contextlib.contextmanager
def on_mosquitto(folder):
    with running_mosquitto(folder) as (address, log):
        yield address
        assert "lab_atelier_hub" in log.read_text()
        assert "already connected" not in log.read_text()


@contextlib.contextmanager
def on_nats(folder):
    with running_nats(folder) as (node,):
        yield f"mqtt://127.0.0.1:{node.port}"


@pytest.mark.mosquitto
@pytest.mark.parametrize("running", [on_mosquitto, on_nats])
def test_two_rooms_with_boards_of_the_same_names_each_store_their_own(tmp_path, stores, running):
    with contextlib.ExitStack() as opened:
        address = opened.enter_context(running(tmp_path))
        for store in stores.values():
            opened.enter_context(running_hub(address, store))
        boards = {(room, name): opened.enter_context(board(address, room, name)) for room in ROOMS for name in BOARDS}
        for number in range(SAMPLES):
            for (room, name), client in boards.items():
                client.publish(f"lab/{room}/{name}/data/count", payload(room, number), qos=1)
        for store in stores.values():
            wait_until(lambda store=store: store.totals().stored >= SAMPLES * len(BOARDS))
    for room, store in stores.items():
        wanted = [json.loads(payload(room, number))["v"] for number in range(SAMPLES)]
        assert store.series_names() == [(name, "count") for name in BOARDS]
        for name in BOARDS:
            assert [sample.value for sample in store.samples(name, "count", 0, 2**50, 2 * SAMPLES)] == wanted
        counts = store.totals()
        assert (counts.stored, counts.missing, counts.duplicates) == (SAMPLES * len(BOARDS), 0, 0)


@pytest.mark.mosquitto
def test_room_on_a_shared_broker_hears_only_the_devices_it_asked_for(tmp_path, stores):
    store = stores["atelier"]
    with contextlib.ExitStack() as opened:
        address, _ = opened.enter_context(running_mosquitto(tmp_path))
        hub = opened.enter_context(running_hub(address, store, devices_under(["garden"])))
        device = opened.enter_context(board(address, "none", "anything"))
        for topic in ("cellar/soil", "lab/mediatheque/capteur-01/data/count", "garden/soil"):
            device.publish(topic, "40", qos=1).wait_for_publish(10)
        wait_until(lambda: store.totals().stored)
        assert hub.state().messages == 1
    assert store.series_names() == [("garden", "soil")]


@pytest.mark.mosquitto
def test_two_rooms_of_one_name_on_one_broker_are_noticed(tmp_path, stores):
    with contextlib.ExitStack() as opened:
        address, _ = opened.enter_context(running_mosquitto(tmp_path))
        hubs = [Hub(stores["atelier"], address, room="atelier", devices=KNOWN_DEVICES) for _ in range(2)]
        for hub in hubs:
            opened.callback(hub.stop)
            hub.start()
        wait_until(lambda: all(hub.is_replaced for hub in hubs))


def test_filters_are_the_room_and_the_devices_or_everything():
    assert filters_of("atelier", ("tele/#",)) == ("lab/atelier/#", "tele/#")
    assert filters_of("atelier", ANY_DEVICE) == ("#",)
    assert devices_under(["garden", "/site/hall/", "garden/#", "#"]) == ("garden/#", "site/hall/#", "garden/#", "#")


@pytest.mark.parametrize(
    "topic",
    [
        "tele/kitchen/SENSOR",
        "salon/sensor/temp/state",
        "salon/binary_sensor/door/state",
        "zigbee2mqtt/door",
        "shellies/plug/relay/0/power",
    ],
)
def test_known_makers_are_heard_unless_the_trainer_says_otherwise(topic):
    assert Routes("atelier", KNOWN_DEVICES).of(topic.encode()).kind == "foreign"
    assert Routes("atelier", devices_under(["garden"])).of(topic.encode()).kind == "ignored"


def test_own_room_is_heard_whatever_the_devices():
    assert Routes("atelier", ()).of(b"lab/atelier/capteur-01/data/x").kind == "data"
    assert Routes("atelier", ("#",)).of(b"lab/mediatheque/capteur-01/data/x").kind == "ignored"
