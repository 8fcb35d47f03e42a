"""The hub's connection to a broker: a persistent session, acknowledging only what it is told to (mqtt/client.py)."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Final

from iot_lab.hub.messages import Inbox, ReceivedMessage
from iot_lab.mqtt.client import MqttClient, raw_topic
from iot_lab.mqtt.packets import MalformedPacket, decode_publish
from iot_lab.threads import PermanentThread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import paho.mqtt.client as paho

    from iot_lab.hub.limits import HubLimits
    from iot_lab.mqtt.address import BrokerAddress

KEEP_ALIVE_S: Final = 30
SHORT_LIFE_MS: Final = 10_000
SHORT_LIVES: Final = 3
"""So many connections in a row that ended so soon: somebody with our client identifier takes our place."""


class HubLink:
    """Receives everything into an inbox, from its own thread, and connects again for ever."""

    def __init__(
        self,
        address: BrokerAddress,
        client_id: str,
        filters: Sequence[str],
        inbox: Inbox,
        limits: HubLimits,
        clock_ms: Callable[[], int],
        wake: threading.Event,
    ) -> None:
        self._filters = filters
        self._inbox, self._limits, self._clock_ms, self._wake = inbox, limits, clock_ms, wake
        self._number = 0
        self.up_since_ms: int | None = None
        self._short_lives = 0
        self.reason = "connecting"
        self._client = MqttClient(address, client_id, is_clean=False, acknowledges_late=True, keep_alive_s=KEEP_ALIVE_S)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect
        self._client.on_connect_fail = self._on_connect_fail
        self._client.on_message = self._on_message
        self._client.on_publishes = self._on_publishes
        self._stopping = threading.Event()
        self._thread = PermanentThread("hub-link", self._client.stay_connected, is_over=self._stopping.is_set)

    @property
    def is_up(self) -> bool:
        """Whether the broker accepted us and the connection stands; `reason` says why not."""
        return self.up_since_ms is not None

    @property
    def is_replaced(self) -> bool:
        """Whether another client with our identifier takes our place, again and again."""
        return self._short_lives >= SHORT_LIVES

    def start(self) -> None:
        """Begin to connect; an absent broker is tried again and again."""
        self._thread.start()

    def stop(self) -> None:
        """Leave the broker; the session stays there."""
        self._stopping.set()
        self._client.disconnect()
        self._thread.join(1.0)

    def connect_again(self) -> None:
        """Drop the connection, to be given again what was not acknowledged."""
        self._short_lives = -1  # this end is ours
        self._client.drop()

    def acknowledge(self, messages: Sequence[ReceivedMessage]) -> None:
        """Tell the broker that these messages are stored; those of an earlier connection come again by themselves."""
        current = self._number
        ids = [message.packet_id for message in messages if message.qos and message.link == current]
        if ids and self.is_up:
            self._client.acknowledge(ids)

    def publish(self, topic: str, payload: bytes) -> None:
        """Publish with QoS 1, if the link is up."""
        if self.is_up:
            self._client.publish(topic, payload, qos=1)

    def _on_connect(self, client: paho.Client, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        if reason.is_failure:
            self.reason = "refused"
            self._wake.set()
            return
        self._number += 1
        self.up_since_ms = self._clock_ms()
        client.subscribe([(one, 1) for one in self._filters])
        self._wake.set()

    def _on_disconnect(self, *_arguments: Any) -> None:
        if self.up_since_ms is not None:
            is_short = self._clock_ms() - self.up_since_ms < SHORT_LIFE_MS
            self._short_lives = self._short_lives + 1 if is_short else 0
            self.up_since_ms, self.reason = None, "lost"
        self._wake.set()

    def _on_connect_fail(self, *_arguments: Any) -> None:
        self.reason = "unreachable"
        self._wake.set()

    def _on_publishes(self, found: Sequence[tuple[int, bytes]]) -> None:
        """Take messages that arrived together."""
        now_ms, number, longest = self._clock_ms(), self._number, self._limits.data_bytes
        kept = []
        for first, body in found:
            try:
                topic, packet_id, payload = decode_publish(first, body)
            except MalformedPacket:
                self._client.drop()
                break
            said = payload if len(payload) <= longest else None
            flags = first >> 1 & 3, bool(first & 8), bool(first & 1)
            kept.append(ReceivedMessage(topic, said, packet_id, *flags, now_ms, number))
        self._inbox.put(kept)
        self._wake.set()

    def _on_message(self, _client: paho.Client, _data: Any, message: paho.MQTTMessage) -> None:
        payload = bytes(message.payload) if len(message.payload) <= self._limits.data_bytes else None
        kept = ReceivedMessage(
            raw_topic(message),
            payload,
            message.mid,
            message.qos,
            message.dup,
            message.retain,
            self._clock_ms(),
            self._number,
        )
        self._inbox.put((kept,))
        self._wake.set()


def wall_clock_ms() -> int:
    """Return the laptop's clock in ms since 1970."""
    return time.time_ns() // 1_000_000
