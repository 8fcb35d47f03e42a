"""The broker's rules (MQTT 3.1.1), without I/O: packets in, packets and journal records out; the clock is passed in.

The edge feeds `receive`, then writes `notebook.take()`, and only then sends each `connection.out`: nothing is
acknowledged before it is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from iot_lab.broker.access import NoEvents
from iot_lab.broker.connecting import connect
from iot_lab.broker.connection import Connection
from iot_lab.broker.delivery import Delivery
from iot_lab.broker.limits import Limits
from iot_lab.broker.memory import Notebook
from iot_lab.broker.retained import RetainedMessages
from iot_lab.broker.session import Message
from iot_lab.broker.sessions import Sessions
from iot_lab.broker.subscribing import subscribe, unsubscribe
from iot_lab.broker.writing import WritableTopics
from iot_lab.mqtt import packets
from iot_lab.mqtt.packets import MalformedPacket

if TYPE_CHECKING:
    from iot_lab.broker.access import Access, BrokerEvents
    from iot_lab.broker.session import Session

GRACE: Final = 1.5
"""A client is gone after one and a half times its keep-alive (section 3.1.2.10)."""
BYTES_PER_TOKEN: Final = 4096
"""How large a packet is that costs one message more in the flood limit."""
CHEAP: Final = frozenset({packets.PUBACK, packets.PUBREL, packets.PINGREQ})


@dataclass(slots=True)
class Counts:
    """What `$SYS` tells, since the start."""

    received: int = 0
    connections: int = 0
    malformed: int = 0


@dataclass
class Core:
    """All sessions and connections of one broker."""

    access: Access
    limits: Limits = field(default_factory=Limits)
    events: BrokerEvents = field(default_factory=NoEvents)

    def __post_init__(self) -> None:
        self.notebook = Notebook()
        self.counts = Counts()
        self.delivery = Delivery(self.access, self.limits, self.notebook)
        self.retained = RetainedMessages(self.limits)
        self.sessions = Sessions(self.delivery, self.notebook, self.limits)
        self.writable = WritableTopics(self.access, self.events, self.limits.levels)
        self.connections: dict[Connection, None] = {}

    # --- life of a connection

    def open(self, address: str, now_s: float) -> Connection:
        """Begin a connection that has said nothing yet; the oldest such one makes room where there are too many."""
        connection = Connection(address, self.limits, now_s)
        self.connections[connection] = None
        silent = [one for one in self.connections if one.session is None and not one.close_reason]
        too_many = max(len(silent) - self.limits.waiting_connections, len(self.connections) > self.limits.connections)
        for one in silent[: max(0, too_many)]:
            self.close(one, "too-many-connections", at_once=True)
        return connection

    def receive(self, connection: Connection, data: bytes, now_s: float) -> float:
        """Handle what arrived; return for how many seconds the connection must not be read (the flood limit)."""
        connection.refill(now_s)
        found = connection.reader.feed(data)
        connection.tokens -= len(data) // BYTES_PER_TOKEN
        try:
            for first_byte, body in found:
                if connection.close_reason:
                    return 0.0
                if first_byte >> 4 not in CHEAP:
                    connection.tokens -= 1
                self._handle(connection, first_byte, body)
            if connection.reader.fault:
                raise MalformedPacket(connection.reader.fault)
        except MalformedPacket as error:
            self.counts.malformed += 1
            self.close(connection, f"malformed packet: {error}")
            return 0.0
        wait_s = connection.must_wait_s()
        connection.seen_s = now_s + wait_s
        return wait_s

    def close(self, connection: Connection, reason: str, *, at_once: bool = False) -> None:
        """Ask the edge to close a connection, after sending what is in `out` unless `at_once`."""
        connection.close_reason = connection.close_reason or reason
        connection.is_urgent = connection.is_urgent or at_once
        self.delivery.to_send.add(connection)

    def closed(self, connection: Connection, reason: str) -> None:
        """Note that a connection is gone, whoever closed it; publish its will unless it said goodbye (3.1.2.5)."""
        self.connections.pop(connection, None)
        self.delivery.part(connection)
        session = connection.session
        if session is None or session.connection is not connection:
            return
        session.connection = None
        self.events.disconnected(session.account, session.client_id, connection.close_reason or reason)
        self.publish_will(connection)
        if not session.is_persistent:
            self.sessions.end(session)

    def tick(self, now_s: float) -> None:
        """Enforce keep-alive, the delay for CONNECT, and the patience with full connections."""
        for connection in list(self.connections):
            silent_s = now_s - connection.seen_s
            if connection.close_reason:
                connection.insist()
                self.delivery.to_send.add(connection)
            elif connection.session is None:
                if now_s - connection.opened_s > self.limits.connect_within_s:
                    self.close(connection, "no-connect", at_once=True)
            elif connection.keep_alive_s and silent_s > GRACE * connection.keep_alive_s and not connection.held_by:
                self.close(connection, "keep-alive", at_once=True)
            self._lose_patience(connection, now_s)

    def forget(self, account: str) -> None:
        """Ask for an account's rights again, drop what it may not read any more, and close its connections."""
        self.writable.forget()
        self.delivery.forget_routes()
        for session in self.sessions.of_account(account):
            self.delivery.withdraw(session)
        for connection in list(self.connections):
            if connection.account == account:
                self.close(connection, "rights-changed")

    def end_other_sessions(self, account: str, client_id: str) -> None:
        """End what an account's other clients left behind: messages would be kept for them for ever."""
        for session in self.sessions.of_account(account):
            if session.client_id != client_id and session.connection is None:
                self.sessions.end(session)

    def publish(self, topic: str, payload: bytes, *, qos: int = 0, retain: bool = False) -> None:
        """Publish in the broker's own name (`$SYS`)."""
        self._distribute(Message(topic, topic.encode(), payload, qos), account="", retain=retain)

    def _lose_patience(self, connection: Connection, now_s: float) -> None:
        if not self.delivery.is_full(connection):
            connection.full_since_s, connection.is_slow = None, False
        elif connection.full_since_s is None:
            connection.full_since_s = now_s
        elif now_s - connection.full_since_s > self.limits.patience_s:
            connection.is_slow = True
            self.delivery.release(connection)

    # --- packets

    def _handle(self, connection: Connection, first_byte: int, body: bytes) -> None:
        kind = packets.check_flags(first_byte)
        session = connection.session
        if session is None:
            if kind != packets.CONNECT:
                raise MalformedPacket("something before CONNECT")
            connect(self, connection, body)
        elif kind == packets.PUBLISH:
            self._publish(connection, session, first_byte, body)
        elif kind == packets.PUBACK:
            self._acknowledged(session, packets.decode_packet_id(body))
        elif kind == packets.PINGREQ:
            self.reply(connection, packets.PINGRESP_BYTES)
        elif kind == packets.SUBSCRIBE:
            subscribe(self, connection, session, body)
        elif kind == packets.UNSUBSCRIBE:
            unsubscribe(self, connection, session, body)
        elif kind == packets.PUBREL:
            self._released(connection, session, packets.decode_packet_id(body))
        elif kind == packets.DISCONNECT:
            connection.will = None
            self.close(connection, "goodbye")
        else:
            raise MalformedPacket(f"unexpected packet of type {kind}")

    def _publish(self, connection: Connection, session: Session, first_byte: int, body: bytes) -> None:
        raw_topic, packet_id, payload = packets.decode_publish(first_byte, body)
        qos = first_byte >> 1 & 3
        self.counts.received += 1
        if qos == 2 and packet_id in session.received:
            self.reply(connection, packets.encode_acknowledgement(packets.PUBREC, packet_id))
            return
        known = self.writable.known.get((connection.account, raw_topic))
        topic = known or self.writable.check(connection, raw_topic)
        if topic:
            message = Message(topic, raw_topic, payload, qos)
            self._distribute(message, account=connection.account, retain=bool(first_byte & 1), source=connection)
        if qos == 1:
            self.reply(connection, packets.encode_acknowledgement(packets.PUBACK, packet_id))
        elif qos == 2:
            self._keep_received(connection, session, packet_id)

    def _keep_received(self, connection: Connection, session: Session, packet_id: int) -> None:
        """Answer a QoS 2 message and remember it until its release (section 4.3.3)."""
        if len(session.received) >= self.limits.inflight:
            raise MalformedPacket("too many unreleased messages")
        session.received.add(packet_id)
        if session.is_persistent:
            self.notebook.received(session, packet_id)
        self.reply(connection, packets.encode_acknowledgement(packets.PUBREC, packet_id))

    def _released(self, connection: Connection, session: Session, packet_id: int) -> None:
        if packet_id in session.received:
            session.received.discard(packet_id)
            if session.is_persistent:
                self.notebook.released(session, packet_id)
        self.reply(connection, packets.encode_acknowledgement(packets.PUBCOMP, packet_id))

    def _acknowledged(self, session: Session, packet_id: int) -> None:
        if session.acknowledge(packet_id):
            if session.is_persistent:
                self.notebook.acknowledged(session, packet_id)
            if session.waiting:
                self.delivery.pump(session)

    # --- messages

    def publish_will(self, connection: Connection) -> None:
        """Publish a connection's will, once (section 3.1.2.5); that it may was asked when it connected."""
        will, connection.will = connection.will, None
        if will is not None:
            message = Message(will.topic, will.topic.encode(), will.payload, will.qos)
            self._distribute(message, account=connection.account, retain=will.retain)

    def _distribute(self, message: Message, *, account: str, retain: bool, source: Connection | None = None) -> None:
        if retain:
            self._retain(message, account)
        self.delivery.distribute(message, source)

    def _retain(self, message: Message, account: str) -> None:
        is_kept = self.retained.set(message, account)
        if message.payload and not is_kept:
            self.delivery.dropped += 1
        if message.topic.startswith("$"):
            return
        if is_kept:
            self.notebook.retained(message, account)
        else:
            self.notebook.retained_no_more(message)

    def reply(self, connection: Connection, packet: bytes) -> None:
        """Send a packet to a connection, at the end of the turn."""
        connection.out.append(packet)
        self.delivery.to_send.add(connection)
