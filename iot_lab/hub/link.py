"""The hub's connection to a broker: paho-mqtt with a persistent session, acknowledging only what it is told to.

paho reads each packet with several system calls and writes each acknowledgement apart; the two guarded changes below
(a socket that reads ahead, acknowledgements sent together) double what one core takes. tests/hub/ watches them.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING, Any, Final

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode

from iot_lab.hub.messages import Inbox, ReceivedMessage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.hub.limits import HubLimits
    from iot_lab.mqtt.address import BrokerAddress

KEEP_ALIVE_S: Final = 30
READ_AHEAD_BYTES: Final = 1 << 16
PACKETS_A_TURN: Final = 500
_PUBACK: Final = 0x40


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
        self._address, self._filters = address, filters
        self._inbox, self._limits, self._clock_ms, self._wake = inbox, limits, clock_ms, wake
        self._number = 0
        self.up_since_ms: int | None = None
        self.reason = "connecting"
        self._client = _Client(client_id)
        self._client.username_pw_set(address.name or None, address.password or None)
        if address.scheme == "mqtts":
            self._client.tls_set()
        self._client.reconnect_delay_set(min_delay=1, max_delay=5)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect
        self._client.on_connect_fail = self._on_connect_fail
        self._client.on_message = self._on_message
        self._thread = threading.Thread(target=self._run, name="hub-link", daemon=True)

    @property
    def is_up(self) -> bool:
        """Whether the broker accepted us and the connection stands; `reason` says why not."""
        return self.up_since_ms is not None

    def start(self) -> None:
        """Begin to connect; an absent broker is tried again and again."""
        self._client.connect_async(self._address.host, self._address.port, KEEP_ALIVE_S)
        self._thread.start()

    def stop(self) -> None:
        """Leave the broker; the session stays there."""
        self._client.disconnect()
        self._thread.join(1.0)

    def connect_again(self) -> None:
        """Drop the connection, to be given again what was not acknowledged."""
        inner: Any = self._client.socket()
        if inner is not None:
            with contextlib.suppress(OSError):
                inner.shutdown(socket.SHUT_RDWR)

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

    def _run(self) -> None:
        self._client.loop_forever(retry_first_connection=True)

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
        if self.is_up:
            self.up_since_ms, self.reason = None, "lost"
        self._wake.set()

    def _on_connect_fail(self, *_arguments: Any) -> None:
        self.reason = "unreachable"
        self._wake.set()

    def _on_message(self, _client: paho.Client, _data: Any, message: paho.MQTTMessage) -> None:
        payload = bytes(message.payload) if len(message.payload) <= self._limits.data_bytes else None
        raw_topic = message._topic  # noqa: SLF001 - the bytes as they came; `topic` decodes them for nothing
        kept = ReceivedMessage(
            bytes(raw_topic),
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


class _Client(paho.Client):
    """paho's client with the two changes; both only use what the class already has."""

    def __init__(self, client_id: str) -> None:
        super().__init__(CallbackAPIVersion.VERSION2, client_id=client_id, clean_session=False, manual_ack=True)

    def acknowledge(self, packet_ids: Sequence[int]) -> None:
        """Send PUBACKs together; the socket does not care where one packet ends."""
        raw = b"".join(bytes((_PUBACK, 2, number >> 8, number & 255)) for number in packet_ids)
        self._packet_queue(_PUBACK, raw, packet_ids[-1], 1)

    def loop_read(self, max_packets: int = 1) -> MQTTErrorCode:
        """Read what came with one receive, not one packet a turn (paho has its own idea of `max_packets`)."""
        for _ in range(PACKETS_A_TURN):
            code = super().loop_read(max_packets)
            inner: Any = self.socket()
            if code != MQTTErrorCode.MQTT_ERR_SUCCESS or inner is None or not inner.pending():
                return code
        return MQTTErrorCode.MQTT_ERR_SUCCESS

    def _create_socket(self) -> Any:
        return _ReadAhead(super()._create_socket())


class _ReadAhead:
    """A socket that reads much at once and hands it out in the small pieces that paho asks for."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._buffer = b""
        self._position = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def pending(self) -> int:
        """Return how many bytes wait here; paho then does not wait for the network."""
        waiting = len(self._buffer) - self._position
        return waiting + self._inner.pending() if isinstance(self._inner, ssl.SSLSocket) else waiting

    def recv(self, size: int) -> bytes:
        """Return at most `size` bytes; raises BlockingIOError where there are none."""
        if self._position >= len(self._buffer):
            self._buffer, self._position = self._inner.recv(READ_AHEAD_BYTES), 0
        piece = self._buffer[self._position : self._position + size]
        self._position += len(piece)
        return piece


def wall_clock_ms() -> int:
    """Return the laptop's clock in ms since 1970."""
    return time.time_ns() // 1_000_000
