"""One MQTT connection of a computer to its room, from CONNECT to its end; paho's thread only reports what happened."""

from __future__ import annotations

import contextlib
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from paho.mqtt.enums import MQTTErrorCode

from iot_lab.contract.topics import OFFLINE, client_id
from iot_lab.mqtt.client import CONNECT_S, MqttClient
from iot_lab.mqtt.message import MqttMessage
from iot_lab.node.errors import RoomUnreachable, SecretRefused

if TYPE_CHECKING:
    import threading

    import paho.mqtt.client as paho

    from iot_lab.errors import LabError
    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.node.payloads import Payloads

KEEPALIVE_S: Final = 60
GOODBYE_S: Final = 1.0
IN_FLIGHT: Final = 20
"""Samples on their way at once."""
_REFUSED: Final = frozenset({"Bad user name or password", "Not authorized"})


class Connection:
    """One connection, from CONNECT to its end; `changed` is notified of all that happens on it."""

    def __init__(self, payloads: Payloads, secret: str, broker: BrokerAddress, changed: threading.Condition) -> None:
        self._root, self._name, self._broker, self._changed = payloads.root, payloads.name, broker, changed
        self._reason: str | None = None
        self._announced: set[str] = set()
        self._orders: list[tuple[str, bytes]] = []
        self._acknowledged: set[int] = set()
        self._is_subscribed = False
        self.in_flight: deque[tuple[int, int]] = deque()
        """(message id, place) of samples that the broker did not acknowledge yet."""
        self.last_place = 0
        self.is_open = False
        self.was_told_time = False
        will = MqttMessage(f"{payloads.root}status", OFFLINE.encode(), 1, is_retained=True)
        account = replace(broker, name=payloads.name, password=secret)
        client = MqttClient(account, client_id(payloads.room, payloads.name), will=will, keep_alive_s=KEEPALIVE_S)
        client.max_inflight_messages_set(4 * IN_FLIGHT)
        client.on_connect, client.on_disconnect = self._on_connect, self._on_disconnect
        client.on_subscribe, client.on_message, client.on_publish = (
            self._on_subscribe,
            self._on_message,
            self._on_publish,
        )
        self._client = client

    @property
    def has_news(self) -> bool:
        """Whether something arrived that was not taken yet."""
        return bool(self._orders or self._acknowledged)

    @property
    def own_address(self) -> str:
        """The computer's address on the way to the room."""
        return self._client.own_address

    def open(self) -> LabError | None:
        """Connect and subscribe to the orders; return what kept us out, None when we are in."""
        try:
            self._client.connect_now()
        except (OSError, ValueError) as error:
            return RoomUnreachable(broker=self._broker, problem=getattr(error, "strerror", None) or str(error))
        with self._changed:
            self._changed.wait_for(lambda: self._is_subscribed or self._reason is not None, CONNECT_S)
            self.is_open = self._is_subscribed and self._reason is None
        if self.is_open:
            return None
        if self._reason in _REFUSED:
            return SecretRefused(name=self._name, broker=self._broker)
        return RoomUnreachable(broker=self._broker, problem=self._reason or "CONNACK")

    def close(self, *, is_polite: bool) -> None:
        """End the connection; politely, the room is told that the board leaves."""
        if is_polite and self.is_open:
            said = self._client.publish(f"{self._root}status", OFFLINE, qos=1, retain=True)
            with contextlib.suppress(RuntimeError):
                said.wait_for_publish(GOODBYE_S)
        self._client.leave()

    def publish(self, leaf: str, text: str, *, qos: int = 1, is_retained: bool = False) -> None:
        """Publish under the board's prefix."""
        self._client.publish(self._root + leaf, text, qos, is_retained)

    def announce(self, discoveries: list[tuple[str, str]]) -> None:
        """Publish those of these retained messages that this connection did not publish yet."""
        for topic, payload in discoveries:
            if topic not in self._announced:
                self._announced.add(topic)
                self._client.publish(topic, payload, 1, retain=True)

    def publish_sample(self, topic: str, payload: str, place: int) -> None:
        """Publish a sample; its place is among the acknowledged ones once the broker has it."""
        # Without our lock: paho holds one of its own while it reports an acknowledgement.
        sent = self._client.publish(topic, payload, 1)
        if sent.rc != MQTTErrorCode.MQTT_ERR_SUCCESS:
            self._end(str(sent.rc))
            return
        self.in_flight.append((sent.mid, place))
        self.last_place = place

    def take_acknowledged(self) -> int:
        """Return the place up to which all samples were acknowledged since the last call, 0 where there is none."""
        with self._changed:
            place = 0
            while self.in_flight and self.in_flight[0][0] in self._acknowledged:
                number, place = self.in_flight.popleft()
                self._acknowledged.discard(number)
            # What is left are other messages, and samples behind one that is still on its way.
            self._acknowledged &= {number for number, _ in self.in_flight}
            return place

    def take_orders(self) -> list[tuple[str, bytes]]:
        """Return the orders that arrived since the last call: name, payload."""
        with self._changed:
            orders, self._orders = self._orders, []
            return orders

    def _on_connect(self, client: paho.Client, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        if reason.is_failure:
            self._end(str(reason))
        else:
            client.subscribe(f"{self._root}do/#", qos=1)

    def _on_subscribe(self, *_arguments: Any) -> None:
        with self._changed:
            self._is_subscribed = True
            self._changed.notify_all()

    def _on_disconnect(self, _client: Any, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        self._end(str(reason))

    def _on_publish(self, _client: Any, _data: Any, number: int, *_arguments: Any) -> None:
        with self._changed:
            self._acknowledged.add(number)
            self._changed.notify_all()

    def _on_message(self, _client: Any, _data: Any, message: paho.MQTTMessage) -> None:
        order = message.topic.removeprefix(f"{self._root}do/")
        with self._changed:
            self.was_told_time = self.was_told_time or order == "time"
            self._orders.append((order, bytes(message.payload)))
            self._changed.notify_all()

    def _end(self, reason: str) -> None:
        with self._changed:
            self._reason = self._reason or reason
            self.is_open = False
            self._changed.notify_all()
