"""What the broker carried for learners' real boards lately, so that a check can look back at it.

One client of the broker, with the hub's rights, subscribes to the topics of each board that somebody owns, and keeps
the last messages of KEPT_S. A broker marks a message as retained only for who subscribes anew (MQTT 3.1.1, 3.3.1.3);
so, when somebody asks, it subscribes once more, and what then comes with the mark is what the broker retains. Last
wills are told by our own broker alone. A run begins the listening anew: what an earlier program said is forgotten.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.topics import board_root, client_id
from iot_lab.grading.heard import Heard, HeardMessage
from iot_lab.grading.room_facts import RoomFacts
from iot_lab.mqtt.client import MqttClient

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.grading.expectations.connections import BrokerConnection
    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.mqtt.message import MqttMessage

KEPT_S: Final = 300.0
MOST_MESSAGES: Final = 1500
"""Of one board."""
LONGEST_BYTES: Final = 4096
RETAINED_WITHIN_S: Final = 1.0
_KITS_OWN: Final = frozenset({"status", "info", "log", "do", "done"})
"""What the kit of the board says and hears, whatever program runs."""


@dataclass(slots=True)
class _Ear:
    """One board: since when it is listened to, what came, and what the broker retains."""

    begun_s: float
    messages: deque[tuple[float, str, bytes, int]] = field(default_factory=lambda: deque(maxlen=MOST_MESSAGES))
    retained: set[str] = field(default_factory=set)


class HeardBoards:
    """The boards that are listened to. Safe to use from several threads; connects when the first board is asked for."""

    def __init__(
        self,
        address: BrokerAddress,
        room: str,
        wills_of: Callable[[str], list[tuple[str, MqttMessage | None]]] | None = None,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address, self._room, self._wills_of, self._clock_s = address, room, wills_of, clock_s
        self._ears: dict[str, _Ear] = {}
        self._lock = threading.Lock()
        self._is_told = threading.Event()
        self._client: MqttClient | None = None

    def listen(self, board: str, *, anew: bool = False) -> None:
        """Listen to a board from now on; `anew`: a program begins, and what came before is not its."""
        with self._lock:
            if board in self._ears and not anew:
                return
            self._ears[board] = _Ear(self._clock_s())
        self._subscribe(board)

    def heard(self, board: str) -> Heard:
        """Return what came since the listening began, or during KEPT_S. Raises OSError where no broker answers."""
        self.listen(board)
        self._ask_retained(board)
        now_s = self._clock_s()
        with self._lock:
            ear = self._ears[board]
            since_s = max(ear.begun_s, now_s - KEPT_S)
            rows = [row for row in ear.messages if row[0] >= since_s]
            retained = set(ear.retained)
        messages = tuple(
            HeardMessage(at_s - since_s, topic, payload, qos, topic in retained) for at_s, topic, payload, qos in rows
        )
        facts = RoomFacts(self._room, board, "", "", "", "")
        return Heard(facts, now_s - since_s, messages, self._connections(board, facts.client_id))

    def publish(self, board: str, topic: str, payload: str) -> None:
        """Publish below a board's root, in its learner's name. Raises OSError where no broker answers."""
        self._connected().publish(f"{board_root(self._room, board)}{topic}", payload, 1)

    def stop(self) -> None:
        """Leave the broker."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.leave()

    def _ask_retained(self, board: str) -> None:
        with self._lock:
            self._ears[board].retained.clear()
        self._is_told.clear()
        self._subscribe(board)
        self._is_told.wait(RETAINED_WITHIN_S)

    def _connections(self, board: str, program: str) -> tuple[BrokerConnection, ...] | None:
        """Return the connections of the board's program; its kit's own is not the learner's work."""
        from iot_lab.grading.expectations.connections import BrokerConnection, LastWill

        if self._wills_of is None:
            return None
        kit = client_id(self._room, board)
        found = [(name, will) for name, will in self._wills_of(board) if name != kit]
        return tuple(
            BrokerConnection(0, name, board, LastWill(will.topic, will.payload, will.is_retained) if will else None)
            for name, will in sorted(found, key=lambda one: one[0] != program)
        )

    def _subscribe(self, board: str) -> None:
        self._connected().subscribe(f"{board_root(self._room, board)}#", 1)

    def _connected(self) -> MqttClient:
        with self._lock:
            if self._client is None:
                client = MqttClient(self._address, client_id(self._room, f"ear-{secrets.token_hex(4)}"))
                client.on_connect = self._again
                client.on_message = self._hear
                client.on_subscribe = self._told
                client.connect_now()
                self._client = client
            return self._client

    def _again(self, client: Any, *_: object) -> None:
        for board in list(self._ears):
            client.subscribe(f"{board_root(self._room, board)}#", 1)

    def _told(self, *_: object) -> None:
        # What is retained follows its SUBACK on the same connection: a moment is left for it.
        threading.Timer(RETAINED_WITHIN_S / 4, self._is_told.set).start()

    def _hear(self, _client: object, _given: object, message: Any) -> None:
        parts = str(message.topic).split("/")
        if len(parts) < 4 or parts[3] in _KITS_OWN:
            return
        with self._lock:
            ear = self._ears.get(parts[2])
            if ear is None:
                return
            if message.retain:
                ear.retained.add(message.topic)
            else:
                payload = bytes(message.payload[:LONGEST_BYTES])
                ear.messages.append((self._clock_s(), message.topic, payload, int(message.qos)))
