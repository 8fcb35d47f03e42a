"""What the tests of live boards share: a listener that sees and says everything, and orders as the room sends them."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from itertools import count

import paho.mqtt.client as paho

from tests.rigs.running_kit import wait_until

BOARD = "lab/atelier/capteur-01/"
_numbers = count(1)


class Listener:
    """A client that sees all of the room; `of(topic)` is what arrived there, below `lab/atelier/`."""

    def __init__(self, port: int) -> None:
        self.messages: list[tuple[str, str]] = []
        self.is_ready = threading.Event()
        self.client = paho.Client(paho.CallbackAPIVersion.VERSION2)
        self.client.username_pw_set("listener", "right")
        self.client.on_connect = lambda client, *_: client.subscribe("lab/#", 1)
        self.client.on_subscribe = lambda *_: self.is_ready.set()
        self.client.on_message = self._note
        self.client.connect("127.0.0.1", port)
        self.client.loop_start()
        assert self.is_ready.wait(10)

    def _note(self, _client: object, _data: object, message: paho.MQTTMessage) -> None:
        self.messages.append((message.topic, message.payload.decode(errors="replace")))

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()

    def of(self, topic: str) -> list[str]:
        return [payload for one, payload in list(self.messages) if one == f"lab/atelier/{topic}"]

    def info(self) -> dict:
        return json.loads((self.of("capteur-01/info") or ["{}"])[-1])

    def program_state(self) -> str | None:
        return self.info().get("program", {}).get("state")

    def wait_online(self) -> None:
        wait_until(lambda: (self.of("capteur-01/status") or [""])[-1] == "online")

    def ask(self, order: str, payload: object) -> None:
        data = payload if isinstance(payload, bytes | str) else json.dumps(payload)
        self.client.publish(f"{BOARD}do/{order}", data, 1)

    def answers(self, order: str, number: str | None) -> list[dict]:
        said = [json.loads(one) for one in self.of(f"capteur-01/done/{order}")]
        return [one for one in said if one.get("id") == number]

    def order(self, order: str, **request: object) -> dict:
        """Send an order and return its answer."""
        number = f"order-{next(_numbers)}"
        self.ask(order, {"id": number, **request})
        return wait_until(lambda: self.answers(order, number))[0]

    def send(self, program: str | bytes, **changes: object) -> dict:
        """Send a program in parts and return the answer; `changes` spoil the parts."""
        number = f"order-{next(_numbers)}"
        for part in parts(number, program, **changes):
            self.ask("run", part)
        return wait_until(lambda: self.answers("run", number))[0]


def parts(number: str, program: str | bytes, part_bytes: int = 1536, **changes: object) -> list[dict]:
    data = program if isinstance(program, bytes) else program.encode()
    pieces = [data[start : start + part_bytes] for start in range(0, max(1, len(data)), part_bytes)]
    whole = {"id": number, "parts": len(pieces), "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return [
        {**whole, "part": place, "data": base64.b64encode(piece).decode(), **changes}
        for place, piece in enumerate(pieces)
    ]
