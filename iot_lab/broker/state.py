"""All that the broker holds, and the few acts that every packet is made of: reply, distribute, close. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from iot_lab.broker.access import NoEvents
from iot_lab.broker.delivery import Delivery
from iot_lab.broker.limits import BrokerLimits
from iot_lab.broker.persistence import PendingRecords
from iot_lab.broker.publish_rights import WritableTopics
from iot_lab.broker.resting import Resting
from iot_lab.broker.retained import RetainedMessages
from iot_lab.broker.session import ApplicationMessage
from iot_lab.broker.sessions import Sessions
from iot_lab.broker.silent_connections import SilentConnections

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from iot_lab.broker.access import BrokerAccess, BrokerEvents
    from iot_lab.broker.connection import ClientConnection


@dataclass(slots=True)
class Counts:
    """What `$SYS` tells, since the start."""

    received: int = 0
    connections: int = 0
    malformed: int = 0
    crowded_out: int = 0
    """Connections closed since there were too many that had said nothing."""


@dataclass
class BrokerState:
    """All sessions and connections of one broker."""

    access: BrokerAccess
    limits: BrokerLimits = field(default_factory=BrokerLimits)
    events: BrokerEvents = field(default_factory=NoEvents)
    one_client: Mapping[str, str] = field(default_factory=dict)
    """Accounts that have one session, and what their client calls itself."""
    gathers: Collection[str] = ()
    """Accounts whose clients are given messages in bunches where many come (gathering.py)."""

    def __post_init__(self) -> None:
        self.pending = PendingRecords()
        self.counts = Counts()
        self.delivery = Delivery(self.access, self.limits, self.pending)
        self.retained = RetainedMessages(self.limits)
        self.sessions = Sessions(self.delivery, self.pending, self.limits, self.one_client)
        self.writable = WritableTopics(self.access, self.events, self.limits.levels)
        self.connections: dict[ClientConnection, None] = {}
        self.resting = Resting()
        self.silent: SilentConnections[ClientConnection] = SilentConnections()

    def reply(self, connection: ClientConnection, packet: bytes) -> None:
        """Send a packet to a connection, with the next flush."""
        connection.out.append(packet)
        connection.is_answered = True
        self.delivery.to_send.add(connection)

    def close(self, connection: ClientConnection, reason: str, *, at_once: bool = False) -> None:
        """Ask the edge to close a connection, after sending what is in `out` unless `at_once`."""
        self.silent.discard(connection)
        connection.close_reason = connection.close_reason or reason
        connection.is_urgent = connection.is_urgent or at_once
        self.delivery.to_send.add(connection)

    def publish(self, topic: str, payload: bytes, *, qos: int = 0, retain: bool = False) -> None:
        """Publish in the broker's own name (`$SYS`)."""
        self.distribute(ApplicationMessage(topic, topic.encode(), payload, qos), account="", retain=retain)

    def publish_will(self, connection: ClientConnection) -> None:
        """Publish a connection's will, once (section 3.1.2.5); that it may was asked when it connected."""
        will, connection.will = connection.will, None
        if will is not None:
            message = ApplicationMessage(will.topic, will.topic.encode(), will.payload, will.qos)
            retain = will.is_retained and self.access.may_write(connection.account, will.topic)
            self.distribute(message, account=connection.account, retain=retain)

    def drop_retained_of_nobody(self) -> None:
        """Keep no retained message whose publisher may not write there any more: retired, or under another name."""
        for message, account in list(self.retained):
            if account and not self.access.may_write(account, message.topic):
                self._retain(ApplicationMessage(message.topic, message.raw_topic, b"", 0), account)

    def distribute(
        self, message: ApplicationMessage, *, account: str, retain: bool, source: ClientConnection | None = None
    ) -> None:
        """Keep a message where it is retained, and give it to its subscribers."""
        if retain:
            self._retain(message, account)
        self.delivery.distribute(message, source)

    def _retain(self, message: ApplicationMessage, account: str) -> None:
        is_kept = self.retained.set(message, account)
        if message.payload and not is_kept:
            self.delivery.dropped += 1
        if message.topic.startswith("$"):
            return
        if is_kept:
            self.pending.retained(message, account)
        else:
            self.pending.retained_no_more(message)
