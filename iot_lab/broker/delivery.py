"""From one message to those who must receive it. Pure.

- **Who.** A topic's route is worked out once: the subscriptions that match it (filters.py), each session once with the
  highest QoS of its filters (section 3.3.5), less those whose account may not read the topic. Rights are asked here, at
  delivery, retained messages included: a granted filter alone never shows a message. Whatever changes subscriptions or
  rights forgets the routes.
- **QoS 0** goes to who is connected and can take it now; else it is dropped and counted.
- **QoS 1** is queued in the session under a packet identifier, which it keeps until it is acknowledged, over
  connections and kills; persistent sessions have it in the journal. `pump` sends from the queue as far as the window
  (messages sent and not acknowledged) and the connection's buffer allow. A queue that is full loses its oldest.
- **Who is too fast waits.** Where a persistent session cannot follow, those who publish to it are not read for a while
  (`holds`, `held_by`), so that nothing is lost; after some seconds of that it is slow, slows nobody any more, and loses
  its QoS 0 messages. A publisher that is full itself is read on, since its acknowledgements are what empties it: so no
  two connections wait for each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.mqtt.filters import SubscriptionIndex

if TYPE_CHECKING:
    from iot_lab.broker.access import BrokerAccess
    from iot_lab.broker.connection import ClientConnection
    from iot_lab.broker.limits import BrokerLimits
    from iot_lab.broker.persistence import PendingRecords
    from iot_lab.broker.session import ApplicationMessage, Session

ROUTES_KEPT: Final = 10_000
LONGEST_ROUTE_KEPT: Final = 200
"""Longer topics, in characters, are routed each time: a client cannot fill the memory with them."""
BACKLOG: Final = 2000
"""Messages that may wait beyond the window before publishers are slowed down."""


class Delivery:
    """Knows the subscriptions and moves messages into sessions and connections."""

    def __init__(self, access: BrokerAccess, limits: BrokerLimits, pending: PendingRecords) -> None:
        self._access, self._limits, self._pending = access, limits, pending
        self._index: SubscriptionIndex[Session] = SubscriptionIndex()
        self._routes: dict[str, list[tuple[Session, int]]] = {}
        self.to_send: set[ClientConnection] = set()
        """Connections with something new in `out`, or something to close or resume: the edge empties it."""
        self.sent = self.dropped = 0

    def subscribe(self, session: Session, topic_filter: str, qos: int) -> None:
        session.subscriptions[topic_filter] = qos
        self._index.add(topic_filter, session, qos)
        self._routes.clear()

    def unsubscribe(self, session: Session, topic_filter: str) -> None:
        session.subscriptions.pop(topic_filter, None)
        self._index.remove(topic_filter, session)
        self._routes.clear()

    def forget_routes(self) -> None:
        """Ask for all rights again."""
        self._routes.clear()

    def distribute(self, message: ApplicationMessage, source: ClientConnection | None = None) -> None:
        """Give the message to every subscriber that may read it."""
        targets: list[tuple[int, int]] = []
        for session, qos in self._route(message.topic):
            packet_id = self._give(session, message, min(qos, message.qos), source)
            if packet_id and session.is_persistent:
                targets.append((session.number, packet_id))
        if targets:
            self._pending.queued(message, targets)

    def give_retained(self, session: Session, message: ApplicationMessage, qos: int) -> None:
        """Answer a new subscription with a retained message, where its account may read it (section 3.3.1.3)."""
        if not self._access.may_read(session.account, message.topic):
            return
        if min(qos, message.qos) == 0:
            if session.connection is not None:
                self._send(session.connection, message.plain(retained=True))
            return
        if not self._make_room(session, message.size):
            return
        packet_id = session.queue(message, is_retained=True)
        if session.is_persistent:
            self._pending.queued(message, [(session.number, packet_id)], is_retained=True)
        self.pump(session)

    def pump(self, session: Session) -> None:
        """Send what the window and the connection let go."""
        connection = session.connection
        if connection is None:
            return
        while not connection.is_blocked:
            packet = session.next_to_send(self._limits.inflight)
            if packet is None:
                break
            self._send(connection, packet)
        if connection.holds and not self.is_full(connection):
            self.release(connection)

    def is_full(self, connection: ClientConnection) -> bool:
        """Say whether a connection cannot take more for now."""
        session = connection.session
        return connection.is_blocked or (session is not None and len(session.waiting) > BACKLOG)

    def release(self, connection: ClientConnection) -> None:
        """Let all whom this connection slowed down go on."""
        for source in connection.holds:
            source.held_by.discard(connection)
            self.to_send.add(source)
        connection.holds.clear()
        connection.full_since_s = None

    def part(self, connection: ClientConnection) -> None:
        """Note that a connection is gone: it slows nobody, nobody slows it."""
        self.release(connection)
        self._let_go(connection)

    def withdraw(self, session: Session) -> None:
        """Drop the messages that wait in a session and that its account may not read any more."""
        for packet_id, message in list(session.outgoing.items()):
            if not self._access.may_read(session.account, message.topic):
                session.acknowledge(packet_id)
                if session.is_persistent:
                    self._pending.acknowledged(session, packet_id)

    def _route(self, topic: str) -> list[tuple[Session, int]]:
        route = self._routes.get(topic)
        if route is None:
            found = self._index.subscribers(topic)
            route = [(one, qos) for one, qos in found.items() if self._access.may_read(one.account, topic)]
            if len(topic) <= LONGEST_ROUTE_KEPT:
                if len(self._routes) >= ROUTES_KEPT:
                    self._routes.clear()
                self._routes[topic] = route
        return route

    def _give(self, session: Session, message: ApplicationMessage, qos: int, source: ClientConnection | None) -> int:
        """Send or queue; return the packet identifier, 0 where there is none."""
        connection = session.connection
        if connection is not None and source is not None and self.is_full(connection):
            self._hold(connection, source)
        if qos == 0:
            if connection is None or (connection.is_blocked and not self._may_overflow(connection, session, message)):
                self.dropped += 1
            else:
                self._send(connection, message.plain())
            return 0
        if not self._make_room(session, message.size):
            return 0
        packet_id = session.queue(message)
        if connection is not None and len(session.waiting) < BACKLOG:
            self.pump(session)
        return packet_id

    def _make_room(self, session: Session, size: int) -> bool:
        limits = self._limits
        while len(session.outgoing) >= limits.queued_messages or session.outgoing_bytes + size > limits.queued_bytes:
            self.dropped += 1
            packet_id = session.drop_oldest()
            if packet_id is None:
                return False
            if session.is_persistent:
                self._pending.acknowledged(session, packet_id)
        return True

    def _may_overflow(self, connection: ClientConnection, session: Session, message: ApplicationMessage) -> bool:
        """Say whether a full connection takes one QoS 0 message more: its publishers are about to be slowed."""
        if connection.is_slow or not session.is_persistent or connection.overflow_bytes > self._limits.queued_bytes:
            return False
        connection.overflow_bytes += message.size
        return True

    def _hold(self, connection: ClientConnection, source: ClientConnection) -> None:
        """Slow a publisher down, for a session that asked to lose nothing.

        A publisher that is full itself is read on, since its acknowledgements are what empties it: no two connections
        wait for each other.
        """
        target = connection.session
        if connection.is_slow or target is None or not target.is_persistent:
            return
        if connection.held_by:
            self._let_go(connection)
        if source is not connection and not self.is_full(source):
            connection.holds.add(source)
            source.held_by.add(connection)
            self.to_send.add(source)

    def _let_go(self, connection: ClientConnection) -> None:
        for target in connection.held_by:
            target.holds.discard(connection)
        connection.held_by.clear()
        self.to_send.add(connection)

    def _send(self, connection: ClientConnection, packet: bytes) -> None:
        connection.out.append(packet)
        self.to_send.add(connection)
        self.sent += 1
