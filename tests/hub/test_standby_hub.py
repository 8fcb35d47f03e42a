"""Two hubs of one room: the one that writes is killed, the other goes on, and what is stored is what one hub stores."""

import contextlib
import json
import subprocess
import sys
import threading
import time

import paho.mqtt.client as paho
import pytest

from iot_lab.contract.topics import client_id
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.store import Database, TelemetryStore
from iot_lab.workshop.standby_hub import RoomClaim, RoomWrittenElsewhere, StandbyHub
from tests.rigs.mosquitto import running_mosquitto
from tests.rigs.running_kit import wait_until

START = time.time_ns() // 1_000_000 - 600_000
SAMPLES = 400


@pytest.fixture
def database(tmp_path):
    opened = Database.open(f"sqlite:///{tmp_path / 'lab.db'}")
    yield opened
    opened.close()


@contextlib.contextmanager
def running_hub(tmp_path, address, name):
    log = tmp_path / f"{name}.log"
    words = ["--room", "atelier", "--database", f"sqlite:///{tmp_path / 'lab.db'}", "--broker", address, "--lang", "en"]
    with log.open("wb") as said:
        process = subprocess.Popen([sys.executable, "-m", "iot_lab", "hub", *words], stdout=said)
        yield process, log
        process.kill()
        process.wait()


@pytest.mark.mosquitto
def test_hub_that_stands_by_goes_on_when_the_one_that_writes_is_killed(tmp_path, database):
    with contextlib.ExitStack() as opened:
        address, _ = opened.enter_context(running_mosquitto(tmp_path))
        first, its_words = opened.enter_context(running_hub(tmp_path, address, "first"))
        wait_until(lambda: "Storing" in its_words.read_text())
        _, words = opened.enter_context(running_hub(tmp_path, address, "second"))
        wait_until(lambda: "Standing by" in words.read_text())
        board = paho.Client(paho.CallbackAPIVersion.VERSION2, client_id=client_id("atelier", "capteur-01"))
        board.connect("127.0.0.1", int(address.rpartition(":")[2]))
        board.loop_start()
        for n in range(SAMPLES):
            stamped = {"v": n, "t": START + 100 * n, "n": n}
            board.publish("lab/atelier/capteur-01/data/count", json.dumps(stamped), qos=1)
            board.publish("lab/atelier/capteur-01/data/unstamped", str(n), qos=1)
            if n == SAMPLES // 2:
                wait_until(lambda: TelemetryStore(database, "atelier").totals().stored)
                first.kill()
        wait_until(lambda: TelemetryStore(database, "atelier").totals().stored >= 2 * SAMPLES)
        board.disconnect()
        board.loop_stop()
    store = TelemetryStore(database, "atelier")
    counts = store.totals()
    assert (counts.stored, counts.missing) == (2 * SAMPLES, 0)
    assert sum(store.chart("capteur-01", "count", START, START + 100 * SAMPLES, SAMPLES).mean) == sum(range(SAMPLES))


def test_hub_that_stands_by_leaves_the_room_to_its_own_kit(database):
    said, stop = [], threading.Event()
    silent = BrokerAddress("127.0.0.1", 1)
    hub = StandbyHub(database, "atelier", silent, ("tele/#",), said.append)
    thread = threading.Thread(target=hub.run, args=(stop,), daemon=True)
    thread.start()
    wait_until(lambda: said == ["writing"])
    claim = RoomClaim(database, "atelier")
    claim.take()
    wait_until(lambda: said == ["writing", "standing-by"])
    claim.close()
    wait_until(lambda: said == ["writing", "standing-by", "writing"])
    stop.set()
    thread.join()


def test_room_that_is_open_elsewhere_is_said(database, monkeypatch):
    monkeypatch.setattr("iot_lab.workshop.standby_hub.PATIENCE_S", 0.5)
    claim = RoomClaim(database, "atelier")
    claim.take()
    with pytest.raises(RoomWrittenElsewhere):
        RoomClaim(database, "atelier").take()
    claim.close()
