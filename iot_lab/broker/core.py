"""The broker's rules (MQTT 3.1.1), without I/O: packets in, packets and journal records out; the clock is passed in.

The edge feeds `receive`, then writes `pending.take()`, and only then sends each `connection.out`: nothing is
acknowledged before it is written. What there is stands in `state.py`, what is delivered in `delivery.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.broker.connecting import connect
from iot_lab.broker.connection import ClientConnection
from iot_lab.broker.session import ApplicationMessage
from iot_lab.broker.state import BrokerState
from iot_lab.broker.subscribing import subscribe, unsubscribe
from iot_lab.mqtt import packets
from iot_lab.mqtt.packets import MalformedPacket

if TYPE_CHECKING:
    from iot_lab.broker.session import Session

GRACE: Final = 1.5
"""A client is gone after one and a half times its keep-alive (section 3.1.2.10)."""
BYTES_PER_TOKEN: Final = 4096
"""How large a packet is that costs one message more in the flood limit."""
CHEAP: Final = frozenset({packets.PUBACK, packets.PUBREL, packets.PINGREQ})


class Core(BrokerState):
    """Handles what arrives and what time brings."""

    # --- life of a connection

    def open(self, address: str, now_s: float) -> ClientConnection:
        """Begin a connection that has said nothing yet; the oldest such one makes room where there are too many."""
        connection = ClientConnection(address, self.limits, now_s)
        self.connections[connection] = None
        self.silent.add(connection, connection.host, now_s)
        if len(self.silent) > self.limits.waiting_connections or len(self.connections) > self.limits.connections:
            oldest = self.silent.take_oldest()
            assert oldest is not None
            self.count_crowded_out()
            self.close(oldest, "too-many-connections", at_once=True)
        return connection

    def count_crowded_out(self) -> None:
        """Count one that was closed because too many had said nothing."""
        self.counts.crowded_out += 1

    def receive(self, connection: ClientConnection, data: bytes, now_s: float) -> float:
        """Handle what arrived; return for how many seconds the connection must not be read (the flood limit)."""
        connection.refill(now_s)
        found = connection.reader.feed(data)
        messages = 0 if found and found[0][0] >> 4 in CHEAP else max(1, len(found))
        self.resting.heard(now_s - connection.seen_s, messages, now_s)
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

    def closed(self, connection: ClientConnection, reason: str) -> None:
        """Note that a connection is gone, whoever closed it; publish its will unless it said goodbye (3.1.2.5)."""
        self.connections.pop(connection, None)
        self.silent.discard(connection)
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
        """Ask for an account's rights again, drop what it may not read or keep any more, and close its connections."""
        self.writable.forget()
        self.delivery.forget_routes()
        self.drop_retained_of_nobody()
        for session in self.sessions.of_account(account):
            self.delivery.withdraw(session)
        for connection in list(self.connections):
            if connection.account == account:
                self.close(connection, "rights-changed")

    def _lose_patience(self, connection: ClientConnection, now_s: float) -> None:
        if not self.delivery.is_full(connection):
            connection.full_since_s, connection.is_slow = None, False
        elif connection.full_since_s is None:
            connection.full_since_s = now_s
        elif now_s - connection.full_since_s > self.limits.patience_s:
            connection.is_slow = True
            self.delivery.release(connection)

    # --- packets

    def _handle(self, connection: ClientConnection, first_byte: int, body: bytes) -> None:
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

    def _publish(self, connection: ClientConnection, session: Session, first_byte: int, body: bytes) -> None:
        raw_topic, packet_id, payload = packets.decode_publish(first_byte, body)
        qos = first_byte >> 1 & 3
        self.counts.received += 1
        if qos == 2 and packet_id in session.received:
            self.reply(connection, packets.encode_acknowledgement(packets.PUBREC, packet_id))
            return
        known = self.writable.known.get((connection.account, raw_topic))
        topic = known or self.writable.check(connection, raw_topic)
        if topic:
            message = ApplicationMessage(topic, raw_topic, payload, qos)
            self.distribute(message, account=connection.account, retain=bool(first_byte & 1), source=connection)
        if qos == 1:
            self.reply(connection, packets.encode_acknowledgement(packets.PUBACK, packet_id))
        elif qos == 2:
            self._keep_received(connection, session, packet_id)

    def _keep_received(self, connection: ClientConnection, session: Session, packet_id: int) -> None:
        """Answer a QoS 2 message and remember it until its release (section 4.3.3)."""
        if len(session.received) >= self.limits.inflight:
            raise MalformedPacket("too many unreleased messages")
        session.received.add(packet_id)
        if session.is_persistent:
            self.pending.received(session, packet_id)
        self.reply(connection, packets.encode_acknowledgement(packets.PUBREC, packet_id))

    def _released(self, connection: ClientConnection, session: Session, packet_id: int) -> None:
        if packet_id in session.received:
            session.received.discard(packet_id)
            if session.is_persistent:
                self.pending.released(session, packet_id)
        self.reply(connection, packets.encode_acknowledgement(packets.PUBCOMP, packet_id))

    def _acknowledged(self, session: Session, packet_id: int) -> None:
        if session.acknowledge(packet_id):
            if session.is_persistent:
                self.pending.acknowledged(session, packet_id)
            if session.waiting:
                self.delivery.pump(session)
