"""The room as a board knows it: gives orders, hears everything."""

from __future__ import annotations

import json
import threading
import time
from itertools import count

import paho.mqtt.client as paho

from iot_lab.contract.program_parts import cut

ROOT = "lab/atelier/capteur-01/"
LIMIT_S = 300
"""An event that comes costs nothing of it; below pytest's own limit, so that what was heard is shown."""


class Anyone:
    """Rights of a test's broker: any name with the password `right`, everywhere."""

    def authenticate(self, username, password):
        return username if password == b"right" else None

    def may_write(self, account, topic):
        return True

    def may_read(self, account, topic):
        return True


class RoomSide:
    """A client with a session of its own that survives the broker's absence."""

    def __init__(self, port: int) -> None:
        self._changed = threading.Condition()
        self._messages: list[tuple[str, bytes]] = []
        self._ids = count(1)
        self._client = paho.Client(paho.CallbackAPIVersion.VERSION2, "room", clean_session=False)
        self._client.username_pw_set("room", "right")
        self._client.reconnect_delay_set(0.05, 0.1)
        self._client.on_connect = lambda client, *_: client.subscribe([("#", 1)])
        self._client.on_message = self._hear
        self._port = port

    def __enter__(self):
        self._client.connect("127.0.0.1", self._port)
        self._client.loop_start()
        return self

    def __exit__(self, *_):
        self._client.disconnect()  # ends the loop at once; alone it waits a second more
        self._client.loop_stop()

    def _hear(self, _client, _data, message):
        with self._changed:
            self._messages.append((message.topic, message.payload))
            self._changed.notify_all()

    def messages(self) -> list[tuple[str, bytes]]:
        """Return everything that was heard, in order."""
        with self._changed:
            return list(self._messages)

    def heard(self, topic: str, after: int = 0) -> list[bytes]:
        """Return the payloads of one of the board's topics, in order; those behind so many messages of all."""
        with self._changed:
            return [payload for one, payload in self._messages[after:] if one == ROOT + topic]

    def last(self, topic: str) -> dict:
        """Return the JSON of the last payload on a whole topic, not only the board's; {} where there was none."""
        with self._changed:
            return next((json.loads(payload) for one, payload in reversed(self._messages) if one == topic), {})

    def info(self) -> dict:
        return self.last(ROOT + "info")

    def topics(self) -> set[str]:
        with self._changed:
            return {one for one, _ in self._messages}

    def wait_for(self, topic: str, accept=lambda payload: True, limit_s: float = LIMIT_S) -> bytes:
        """Return the first payload on `topic` that `accept` takes; fails after `limit_s`."""
        end = time.monotonic() + limit_s
        with self._changed:
            while True:
                for payload in (payload for one, payload in self._messages if one == ROOT + topic and accept(payload)):
                    return payload
                if not self._changed.wait(end - time.monotonic()) and time.monotonic() >= end:
                    raise AssertionError(f"nothing of that kind on {topic}: {self._messages[-5:]}")

    def wait_online(self, times: int = 1, limit_s: float = LIMIT_S) -> None:
        self.wait_for("status", lambda _: self.heard("status").count(b"online") >= times, limit_s)

    def wait_program(self, state: str) -> dict:
        """Wait until the board's info says that its program is in `state`."""
        self.wait_for("info", lambda _: self.info().get("program", {}).get("state") == state)
        return self.info()

    def send(self, topic: str, payload: bytes, *, is_retained: bool = False) -> None:
        self._client.publish(ROOT + topic, payload, 1, is_retained)

    def order(self, name: str, /, **values) -> dict:
        """Give an order and return its answer."""
        request = f"r{next(self._ids)}"
        self.send(f"do/{name}", json.dumps({"id": request, **values}).encode())
        return self.answer(name, request)

    def deliver(self, program: str, **changes) -> dict:
        """Send a program in parts and return the answer."""
        request = f"r{next(self._ids)}"
        for part in cut(program.encode(), request):
            self.send("do/run", json.dumps({**json.loads(part), **changes}).encode())
        return self.answer("run", request)

    def answer(self, name: str, request: str) -> dict:
        return json.loads(self.wait_for(f"done/{name}", lambda payload: json.loads(payload).get("id") == request))

    def samples(self, series: str) -> list[dict]:
        """Return the samples of a series, repetitions left out, in the order of their first arrival."""
        found = {}
        for payload in self.heard(f"data/{series}"):
            sample = json.loads(payload)
            found.setdefault((sample["n"], sample["t"]), sample)
        return list(found.values())
