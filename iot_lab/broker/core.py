"""The broker's rules (MQTT 3.1.1), without I/O: packets in, packets and journal records out; the clock is passed in.

The edge feeds `receive`, then writes `notebook.take()`, and only then sends each `connection.out`: nothing is
acknowledged before it is written.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from iot_lab.broker import packets
from iot_lab.broker.access import NoEvents
from iot_lab.broker.connection import Connection
from iot_lab.broker.delivery import Delivery
from iot_lab.broker.filters import is_filter, is_topic
from iot_lab.broker.limits import Limits
from iot_lab.broker.memory import Notebook
from iot_lab.broker.packets import MalformedPacket, ProtocolRefused
from iot_lab.broker.retained import RetainedMessages
from iot_lab.broker.session import Message, Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.broker.access import Access, BrokerEvents
    from iot_lab.broker.packets import Connect

GRACE: Final = 1.5
"""A client is gone after one and a half times its keep-alive (section 3.1.2.10)."""
TOPICS_KEPT: Final = 20_000
MOST_QOS: Final = 1
"""What subscriptions are granted: QoS 2 is accepted from publishers, and delivered with QoS 1 (section 3.8.4)."""


@dataclass(slots=True)
class Counts:
    """What `$SYS` tells, since the start."""

    received: int = 0
    denied: int = 0
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
        self.retained = RetainedMessages(self.limits.retained_messages, self.limits.retained_bytes)
        self.connections: dict[Connection, None] = {}
        self.sessions: dict[tuple[str, str], Session] = {}
        self._last_number = 0
        self._topics: dict[tuple[str, bytes], str] = {}

    # --- life of a connection

    def open(self, address: str, now_s: float) -> Connection:
        """Begin a connection that has said nothing yet; the oldest such one makes room where there are too many."""
        connection = Connection(address, self.limits.packet_bytes, 2.0 * self.limits.messages_per_s, now_s)
        self.connections[connection] = None
        silent = [one for one in self.connections if one.session is None]
        if len(silent) > self.limits.waiting_connections or len(self.connections) > self.limits.connections:
            self.close(silent[0], "too-many-connections")
        return connection

    def receive(self, connection: Connection, data: bytes, now_s: float) -> float:
        """Handle what arrived; return for how many seconds the connection must not be read (the flood limit)."""
        try:
            found = connection.reader.feed(data)
            wait_s = connection.spend(_costly(found), now_s, self.limits.messages_per_s)
            connection.seen_s = now_s
            for first_byte, body in found:
                if connection.close_reason:
                    break
                self._handle(connection, first_byte, body)
        except MalformedPacket as error:
            self.counts.malformed += 1
            self.close(connection, f"malformed packet: {error}")
            return 0.0
        return wait_s

    def close(self, connection: Connection, reason: str) -> None:
        """Ask the edge to close a connection after sending what is in `out`."""
        connection.close_reason = connection.close_reason or reason
        self.delivery.to_send.add(connection)

    def closed(self, connection: Connection, reason: str) -> None:
        """Note that a connection is gone, whoever closed it; publish its will unless it said goodbye (3.1.2.5)."""
        self.connections.pop(connection, None)
        self.delivery.release(connection)
        session = connection.session
        if session is None or session.connection is not connection:
            return
        session.connection = None
        self.events.disconnected(session.account, session.client_id, connection.close_reason or reason)
        self._publish_will(connection)
        if not session.is_persistent:
            self._end_session(session)

    def tick(self, now_s: float) -> None:
        """Enforce keep-alive, the delay for CONNECT, and the patience with full connections."""
        for connection in list(self.connections):
            silent_s = now_s - connection.seen_s
            if connection.session is None:
                if now_s - connection.opened_s > self.limits.connect_within_s:
                    self.close(connection, "no-connect")
            elif connection.keep_alive_s and silent_s > GRACE * connection.keep_alive_s and not connection.held_by:
                self.close(connection, "keep-alive")
            self._lose_patience(connection, now_s)

    def forget(self, account: str) -> None:
        """Ask for an account's rights again, and close its connections."""
        self._topics.clear()
        self.delivery.forget_routes()
        for connection in list(self.connections):
            if connection.account == account:
                self.close(connection, "rights-changed")

    def publish(self, topic: str, payload: bytes, *, qos: int = 0, retain: bool = False) -> None:
        """Publish in the broker's own name (`$SYS`)."""
        self._distribute(Message(topic, topic.encode(), payload, qos), retain=retain)

    def adopt(self, sessions: Mapping[int, Session]) -> None:
        """Take over the sessions found in the journal."""
        for session in sessions.values():
            self.sessions[session.account, session.client_id] = session
            self._last_number = max(self._last_number, session.number)
            for topic_filter, qos in session.subscriptions.items():
                self.delivery.subscribe(session, topic_filter, qos)

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
            self._connect(connection, body)
        elif kind == packets.PUBLISH:
            self._publish(connection, session, first_byte, body)
        elif kind == packets.PUBACK:
            self._acknowledged(session, packets.decode_packet_id(body))
        elif kind == packets.PINGREQ:
            self._reply(connection, packets.PINGRESP_BYTES)
        elif kind == packets.SUBSCRIBE:
            self._subscribe(connection, session, body)
        elif kind == packets.UNSUBSCRIBE:
            self._unsubscribe(connection, session, body)
        elif kind == packets.PUBREL:
            self._released(connection, session, packets.decode_packet_id(body))
        elif kind == packets.DISCONNECT:
            connection.will = None
            self.close(connection, "goodbye")
        else:
            raise MalformedPacket(f"unexpected packet of type {kind}")

    def _connect(self, connection: Connection, body: bytes) -> None:
        try:
            wanted = packets.decode_connect(body)
        except ProtocolRefused:
            self._refuse(connection, packets.BAD_PROTOCOL, "protocol", None)
            return
        if not wanted.client_id and not wanted.clean_session:
            self._refuse(connection, packets.IDENTIFIER_REJECTED, "no-client-id", wanted.username)
            return
        account = self.access.authenticate(wanted.username, wanted.password)
        if account is None:
            self._refuse(connection, packets.NOT_AUTHORIZED, "bad-password", wanted.username)
            return
        if wanted.will is not None and not is_topic(wanted.will.topic, self.limits.levels):
            raise MalformedPacket("will topic")
        self._accept(connection, account, wanted)

    def _refuse(self, connection: Connection, code: int, reason: str, username: str | None) -> None:
        self.events.refused(username, connection.address, reason)
        self._reply(connection, packets.encode_connack(code))
        self.close(connection, reason)

    def _accept(self, connection: Connection, account: str, wanted: Connect) -> None:
        client_id = wanted.client_id or f"auto-{secrets.token_hex(8)}"
        kept = self.sessions.get((account, client_id))
        if kept is not None and kept.connection is not None:
            self._take_over(kept, kept.connection, connection)
            kept = self.sessions.get((account, client_id))
        if kept is not None and wanted.clean_session:
            self._end_session(kept)
            kept = None
        session = kept or self._begin_session(account, client_id, is_persistent=not wanted.clean_session)
        session.connection, connection.session, connection.account = connection, session, account
        connection.will, connection.keep_alive_s = wanted.will, wanted.keep_alive_s
        self.counts.connections += 1
        self.events.connected(account, client_id, connection.address)
        self._reply(connection, packets.encode_connack(packets.ACCEPTED, session_present=kept is not None))
        session.begin_again()
        self.delivery.pump(session)

    def _take_over(self, session: Session, old: Connection, new: Connection) -> None:
        """Close the older connection of the same account and identifier (section 3.1.4-2)."""
        self.events.taken_over(session.account, session.client_id, old.address, new.address)
        self.close(old, "taken-over")
        session.connection = None
        self._publish_will(old)
        old.session = None
        self.delivery.release(old)
        if not session.is_persistent:
            self._end_session(session)

    def _begin_session(self, account: str, client_id: str, *, is_persistent: bool) -> Session:
        self._last_number += 1
        session = Session(self._last_number, account, client_id, is_persistent=is_persistent)
        if is_persistent:
            self._make_room_for_session(account)
            self.notebook.session_began(session)
        self.sessions[account, client_id] = session
        return session

    def _make_room_for_session(self, account: str) -> None:
        kept = [one for one in self.sessions.values() if one.is_persistent]
        own = [one for one in kept if one.account == account]
        for group, most in (
            (own, self.limits.persistent_sessions_per_account),
            (kept, self.limits.persistent_sessions),
        ):
            away = [one for one in group if one.connection is None]
            if len(group) >= most and away:
                self._end_session(away[0])
                return

    def _end_session(self, session: Session) -> None:
        for topic_filter in list(session.subscriptions):
            self.delivery.unsubscribe(session, topic_filter)
        self.sessions.pop((session.account, session.client_id), None)
        if session.is_persistent:
            self.notebook.session_ended(session)

    def _publish(self, connection: Connection, session: Session, first_byte: int, body: bytes) -> None:
        raw_topic, packet_id, payload = packets.decode_publish(first_byte, body)
        qos = first_byte >> 1 & 3
        self.counts.received += 1
        if qos == 2 and packet_id in session.received:
            self._reply(connection, packets.encode_acknowledgement(packets.PUBREC, packet_id))
            return
        topic = self._topics.get((connection.account, raw_topic)) or self._check_topic(connection.account, raw_topic)
        if topic:
            message = Message(topic, raw_topic, payload, qos)
            self._distribute(message, retain=bool(first_byte & 1), source=connection)
        if qos == 1:
            self._reply(connection, packets.encode_acknowledgement(packets.PUBACK, packet_id))
        elif qos == 2:
            self._keep_received(connection, session, packet_id)

    def _check_topic(self, account: str, raw_topic: bytes) -> str:
        """Return the topic, or an empty one where the account may not write there; raises MalformedPacket."""
        topic = packets.decode_text(raw_topic)
        if not is_topic(topic, self.limits.levels):
            raise MalformedPacket("topic name")
        if topic.startswith("$") or not self.access.may_write(account, topic):
            self.counts.denied += 1
            self.events.write_denied(account, topic)
            return ""
        if len(self._topics) >= TOPICS_KEPT:
            self._topics.clear()
        self._topics[account, raw_topic] = topic
        return topic

    def _keep_received(self, connection: Connection, session: Session, packet_id: int) -> None:
        """Answer a QoS 2 message and remember it until its release (section 4.3.3)."""
        if len(session.received) >= self.limits.inflight:
            raise MalformedPacket("too many unreleased messages")
        session.received.add(packet_id)
        if session.is_persistent:
            self.notebook.received(session, packet_id)
        self._reply(connection, packets.encode_acknowledgement(packets.PUBREC, packet_id))

    def _released(self, connection: Connection, session: Session, packet_id: int) -> None:
        if packet_id in session.received:
            session.received.discard(packet_id)
            if session.is_persistent:
                self.notebook.released(session, packet_id)
        self._reply(connection, packets.encode_acknowledgement(packets.PUBCOMP, packet_id))

    def _acknowledged(self, session: Session, packet_id: int) -> None:
        if session.acknowledge(packet_id):
            if session.is_persistent:
                self.notebook.acknowledged(session, packet_id)
            if session.waiting:
                self.delivery.pump(session)

    def _subscribe(self, connection: Connection, session: Session, body: bytes) -> None:
        packet_id, wanted = packets.decode_subscribe(body)
        codes = [self._grant(session, topic_filter, qos) for topic_filter, qos in wanted]
        self._reply(connection, packets.encode_suback(packet_id, codes))
        for (topic_filter, _), code in zip(wanted, codes, strict=True):
            if code != packets.SUBSCRIPTION_FAILED:
                for message in self.retained.matching(topic_filter):
                    self.delivery.give_retained(session, message, code)

    def _grant(self, session: Session, topic_filter: str, qos: int) -> int:
        if not is_filter(topic_filter, self.limits.levels):
            raise MalformedPacket("topic filter")
        is_new = topic_filter not in session.subscriptions
        if is_new and len(session.subscriptions) >= self.limits.subscriptions:
            return packets.SUBSCRIPTION_FAILED
        granted = min(qos, MOST_QOS)
        self.delivery.subscribe(session, topic_filter, granted)
        if session.is_persistent:
            self.notebook.subscribed(session, topic_filter, granted)
        return granted

    def _unsubscribe(self, connection: Connection, session: Session, body: bytes) -> None:
        packet_id, filters = packets.decode_unsubscribe(body)
        for topic_filter in filters:
            if topic_filter in session.subscriptions:
                self.delivery.unsubscribe(session, topic_filter)
                if session.is_persistent:
                    self.notebook.unsubscribed(session, topic_filter)
        self._reply(connection, packets.encode_acknowledgement(packets.UNSUBACK, packet_id))

    # --- messages

    def _publish_will(self, connection: Connection) -> None:
        will, connection.will = connection.will, None
        if will is None:
            return
        topic = self._check_topic(connection.account, will.topic.encode())
        if topic:
            self._distribute(Message(topic, topic.encode(), will.payload, will.qos), retain=will.retain)

    def _distribute(self, message: Message, *, retain: bool, source: Connection | None = None) -> None:
        if retain:
            if not self.retained.set(message):
                self.delivery.dropped += 1
            elif message.topic[:1] != "$":
                self.notebook.retained(message)
        self.delivery.distribute(message, source)

    def _reply(self, connection: Connection, packet: bytes) -> None:
        connection.out.append(packet)
        self.delivery.to_send.add(connection)


def _costly(found: list[tuple[int, bytes]]) -> int:
    """Count the packets that cost others something: all but acknowledgements and pings."""
    cheap = {packets.PUBACK, packets.PUBREL, packets.PINGREQ}
    return sum(1 for first_byte, _ in found if first_byte >> 4 not in cheap)
