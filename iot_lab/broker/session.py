"""One client's session (section 3.1.2.4): its subscriptions, and the messages it must still acknowledge. Pure.

Each message of QoS 1 gets its packet identifier when it is queued and keeps it until it is acknowledged: a redelivery,
even after the broker was killed, bears the same identifier.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from iot_lab.mqtt.packets import encode_length, encode_publish

if TYPE_CHECKING:
    from iot_lab.broker.connection import ClientConnection

LAST_PACKET_ID: Final = 65535


class ApplicationMessage:
    """One application message; its encodings are made once and shared by all who receive it."""

    __slots__ = ("_head", "_plain", "payload", "qos", "raw_topic", "topic")

    def __init__(self, topic: str, raw_topic: bytes, payload: bytes, qos: int) -> None:
        self.topic, self.raw_topic, self.payload, self.qos = topic, raw_topic, payload, qos
        self._head = self._plain = b""

    @property
    def size(self) -> int:
        """Bytes of topic and payload."""
        return len(self.raw_topic) + len(self.payload)

    def plain(self, *, retained: bool = False) -> bytes:
        """Return the PUBLISH packet with QoS 0."""
        if retained:
            return encode_publish(self.raw_topic, self.payload, retain=True)
        if not self._plain:
            self._plain = encode_publish(self.raw_topic, self.payload)
        return self._plain

    def numbered(self, packet_id: int, *, dup: bool, retained: bool = False) -> bytes:
        """Return the PUBLISH packet with QoS 1 and this identifier."""
        if not self._head:
            length = len(self.raw_topic)
            remaining = encode_length(4 + length + len(self.payload))
            self._head = remaining + length.to_bytes(2, "big") + self.raw_topic
        first = (0x32 | dup << 3 | retained).to_bytes(1, "big")
        return b"".join((first, self._head, packet_id.to_bytes(2, "big"), self.payload))


class Session:
    """What the broker keeps of one client, connected or not."""

    __slots__ = (
        "_last_packet_id",
        "account",
        "client_id",
        "connection",
        "is_persistent",
        "number",
        "outgoing",
        "outgoing_bytes",
        "received",
        "retained_ids",
        "sent",
        "subscriptions",
        "waiting",
    )

    def __init__(self, number: int, account: str, client_id: str, *, is_persistent: bool) -> None:
        self.number, self.account, self.client_id = number, account, client_id
        self.is_persistent = is_persistent
        self.connection: ClientConnection | None = None
        self.subscriptions: dict[str, int] = {}
        self.outgoing: dict[int, ApplicationMessage] = {}
        """Not acknowledged yet, in order, by packet identifier."""
        self.outgoing_bytes = 0
        self.waiting: deque[int] = deque()
        """Those of `outgoing` not sent on this connection yet."""
        self.sent: set[int] = set()
        """Those of `outgoing` sent at least once, on any connection: they are sent again with DUP."""
        self.retained_ids: set[int] = set()
        """Those of `outgoing` that answer a subscription with a retained message."""
        self.received: set[int] = set()
        """Identifiers of QoS 2 messages received and not released yet (section 4.3.3)."""
        self._last_packet_id = 0

    def queue(self, message: ApplicationMessage, *, is_retained: bool = False) -> int:
        """Keep the message until it is acknowledged; return its new packet identifier."""
        packet_id = self._last_packet_id
        while True:
            packet_id = packet_id + 1 if packet_id < LAST_PACKET_ID else 1
            if packet_id not in self.outgoing:
                break
        self.keep(packet_id, message, is_retained=is_retained)
        return packet_id

    def keep(self, packet_id: int, message: ApplicationMessage, *, is_retained: bool = False) -> None:
        """Keep a message under an identifier that is known already (from the journal)."""
        self._last_packet_id = packet_id
        self.outgoing[packet_id] = message
        self.outgoing_bytes += message.size
        self.waiting.append(packet_id)
        if is_retained:
            self.retained_ids.add(packet_id)

    def acknowledge(self, packet_id: int) -> bool:
        """Forget an acknowledged message; False where there was none of this identifier."""
        message = self.outgoing.pop(packet_id, None)
        if message is None:
            return False
        self.outgoing_bytes -= message.size
        self.sent.discard(packet_id)
        self.retained_ids.discard(packet_id)
        return True

    def drop_oldest(self) -> int | None:
        """Give up the oldest message that waits; return its identifier, or None when nothing waits."""
        while self.waiting:
            packet_id = self.waiting.popleft()
            if self.acknowledge(packet_id):
                return packet_id
        return None

    def next_to_send(self, inflight: int) -> bytes | None:
        """Return the next packet that the window of `inflight` messages lets go, marked as sent."""
        while self.waiting and len(self.outgoing) - len(self.waiting) < inflight:
            packet_id = self.waiting.popleft()
            message = self.outgoing.get(packet_id)
            if message is None:
                continue
            dup = packet_id in self.sent
            self.sent.add(packet_id)
            return message.numbered(packet_id, dup=dup, retained=packet_id in self.retained_ids)
        return None

    def begin_again(self) -> None:
        """Make all unacknowledged messages wait, in order, for the next connection (section 4.4)."""
        self.waiting = deque(self.outgoing)
