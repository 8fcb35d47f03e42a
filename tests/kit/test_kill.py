"""kill -9 of the whole kit, twenty times, while boards publish: every acknowledged sample is in the store, once."""

import json
import random
import threading
import time

import paho.mqtt.client as paho
import pytest

from iot_lab.room import Register
from iot_lab.store import TelemetryStore
from tests.rigs.running_kit import RunningKit, wait_until

ROOM = "atelier"
BOARDS = 4
MESSAGES_PER_S = 25
"""Of each board: 100 a second in all."""
KILLS = 20
SERIES = "count"


class Publisher:
    """A board that publishes with QoS 1 and remembers which samples the broker acknowledged."""

    def __init__(self, name: str, secret: str, port: int) -> None:
        self.name, self._port = name, port
        self._sent: dict[int, tuple[int, int]] = {}
        self._acknowledged_ids: list[int] = []
        self._stop = threading.Event()
        self._client = paho.Client(paho.CallbackAPIVersion.VERSION2, client_id=name)
        self._client.username_pw_set(name, secret)
        self._client.reconnect_delay_set(1, 1)
        self._client.max_queued_messages_set(0)
        self._client.on_publish = self._on_publish
        self._thread = threading.Thread(target=self._publish)

    def start(self) -> None:
        self._client.connect_async("127.0.0.1", self._port)
        self._client.loop_start()
        self._thread.start()

    def stop_publishing(self) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def acknowledged(self) -> set[tuple[int, int]]:
        """The (time, number) of the samples that the broker acknowledged; identifiers are never used twice here."""
        return {self._sent[mid] for mid in list(self._acknowledged_ids) if mid in self._sent}

    def is_quiet(self) -> bool:
        """Say whether everything published was acknowledged."""
        return len(self.acknowledged) == len(self._sent)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _on_publish(self, _client, _data, mid, _reason, _properties) -> None:
        # paho holds its own lock here: taking one of ours that publish() is called under would lock both for ever.
        self._acknowledged_ids.append(mid)

    def _publish(self) -> None:
        number = 0
        while not self._stop.wait(1 / MESSAGES_PER_S):
            number += 1
            sample = (time.time_ns() // 1_000_000, number)
            payload = json.dumps({"v": number, "t": sample[0], "n": number})
            info = self._client.publish(f"lab/{ROOM}/{self.name}/data/{SERIES}", payload, qos=1)
            self._sent[info.mid] = sample


@pytest.mark.kill
@pytest.mark.timeout(1200)
def test_every_acknowledged_sample_is_stored_once_after_twenty_kills(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    register = Register.open(data)
    accounts = [register.add(f"capteur-{number:02}", "board") for number in range(BOARDS)]
    kit = RunningKit(data, "--simulate", "0")
    publishers = [Publisher(account.name, account.secret, kit.mqtt_port) for account in accounts]
    kit.start()
    for publisher in publishers:
        publisher.start()
    _kill_again_and_again(kit, publishers)
    for publisher in publishers:
        publisher.stop_publishing()
    wait_until(lambda: all(publisher.is_quiet() for publisher in publishers))
    for publisher in publishers:
        publisher.close()
    kit.kill()
    kit.start()
    for publisher in publishers:
        wait_until(lambda one=publisher: one.acknowledged <= set(stored_samples(data, one)[0]))
    assert kit.interrupt() == 0
    for publisher in publishers:
        assert_stored_once(data, publisher)


def _kill_again_and_again(kit: RunningKit, publishers: list[Publisher]) -> None:
    chance = random.Random(20)
    for _ in range(KILLS):
        before = sum(len(publisher.acknowledged) for publisher in publishers)
        more = chance.randint(20, 120)
        wait_until(lambda enough=before + more: sum(len(one.acknowledged) for one in publishers) >= enough)
        kit.kill()
        kit.start()


def stored_samples(data, publisher: Publisher) -> tuple[list[tuple[int, int]], int]:
    """Return the (time, number) of the samples in the store, and how many it says there are."""
    store = TelemetryStore.open(f"sqlite:///{data / 'lab.db'}", ROOM)
    stored = store.samples(publisher.name, SERIES, 0, 2**52, limit=1_000_000)
    counted = [series.stored for series in store.series(publisher.name) if series.name == SERIES]
    store.close()
    return [(sample.t_ms, sample.n) for sample in stored], sum(counted)


def assert_stored_once(data, publisher: Publisher) -> None:
    found, counted = stored_samples(data, publisher)
    assert len(publisher.acknowledged) > KILLS
    assert publisher.acknowledged <= set(found)
    assert len(found) == len(set(found)) == counted
