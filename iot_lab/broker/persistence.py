"""What outlives the broker: persistent sessions and retained messages, as journal records and back. Pure.

`PendingRecords` collects the records of one flush; the edge writes them before anything that they promise is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from iot_lab.broker.journal_records import Record, pack, pack_message, pack_targets, unpack, unpack_targets
from iot_lab.broker.session import ApplicationMessage, Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iot_lab.broker.retained import RetainedMessages


class PendingRecords:
    """The records that wait to be written; only those of persistent sessions and retained messages are made."""

    def __init__(self) -> None:
        self.records: list[bytes] = []
        self._acknowledged: list[tuple[int, int]] = []

    def session_began(self, session: Session) -> None:
        self._add(pack(b"S", session.number, session.account, session.client_id))

    def session_ended(self, session: Session) -> None:
        """Note that a persistent session is forgotten."""
        self._add(pack(b"X", session.number))

    def subscribed(self, session: Session, topic_filter: str, qos: int) -> None:
        self._add(pack(b"+", session.number, topic_filter, qos))

    def unsubscribed(self, session: Session, topic_filter: str) -> None:
        self._add(pack(b"-", session.number, topic_filter))

    def queued(
        self, message: ApplicationMessage, targets: Sequence[tuple[int, int]], *, is_retained: bool = False
    ) -> None:
        """Note a message that these (session number, packet identifier) must still acknowledge."""
        kind = b"m" if is_retained else b"M"
        self._add(pack_message(kind, message.raw_topic, message.payload, targets))

    def acknowledged(self, session: Session, packet_id: int) -> None:
        """Note that a session needs a message no more."""
        self._acknowledged.append((session.number, packet_id))

    def received(self, session: Session, packet_id: int) -> None:
        """Note a QoS 2 identifier that must not be delivered twice."""
        self._add(pack(b"Q", session.number, packet_id))

    def released(self, session: Session, packet_id: int) -> None:
        """Note that a QoS 2 identifier is free again."""
        self._add(pack(b"q", session.number, packet_id))

    def retained(self, message: ApplicationMessage, account: str) -> None:
        """Note a retained message and who published it."""
        self._add(pack(b"R", message.raw_topic, message.payload, message.qos, account))

    def retained_no_more(self, message: ApplicationMessage) -> None:
        """Note that the message's topic has no retained message any more."""
        self._add(pack(b"r", message.raw_topic))

    def take(self) -> list[bytes]:
        """Return the records made since the last time."""
        self._flush_acknowledged()
        taken, self.records = self.records, []
        return taken

    def _add(self, record: bytes) -> None:
        # An identifier may be used again at once: its acknowledgement must stand before the new message.
        if self._acknowledged:
            self._flush_acknowledged()
        self.records.append(record)

    def _flush_acknowledged(self) -> None:
        if self._acknowledged:
            self.records.append(pack(b"A", pack_targets(self._acknowledged)))
            self._acknowledged = []


def snapshot(sessions: Iterable[Session], retained: RetainedMessages) -> list[bytes]:
    """Return the records from which `restore` makes the same state."""
    pending = PendingRecords()
    for message, account in retained:
        if not message.topic.startswith("$"):
            pending.retained(message, account)
    for session in sessions:
        pending.session_began(session)
        for topic_filter, qos in session.subscriptions.items():
            pending.subscribed(session, topic_filter, qos)
        for packet_id, message in session.outgoing.items():
            is_retained = packet_id in session.retained_ids
            pending.queued(message, [(session.number, packet_id)], is_retained=is_retained)
        for packet_id in session.received:
            pending.received(session, packet_id)
    return pending.take()


def restore(records: Iterable[Record], sessions: dict[int, Session], retained: RetainedMessages) -> None:
    """Apply records to empty `sessions` (by number) and `retained`; raises ValueError for records that are not ours.

    What was applied before the error stays, and can be used.
    """
    try:
        for record in records:
            _apply(record, sessions, retained)
    finally:
        for session in sessions.values():
            session.sent = set(session.outgoing)  # perhaps: DUP only warns that it may be the second time
            session.begin_again()


def _apply(record: Record, sessions: dict[int, Session], retained: RetainedMessages) -> None:
    kind, body = record.kind, record.body
    if kind == b"A":
        for number, packet_id in unpack_targets(cast("bytes", unpack(body, "b")[0])):
            if number in sessions:
                sessions[number].acknowledge(packet_id)
    elif kind in {b"M", b"m"}:
        topic, payload, targets = cast("tuple[bytes, bytes, bytes]", unpack(body, "bbb"))
        message = ApplicationMessage(topic.decode(), topic, payload, 1)
        for number, packet_id in unpack_targets(targets):
            if number in sessions:
                sessions[number].keep(packet_id, message, is_retained=kind == b"m")
    elif kind == b"R":
        topic, payload, qos, account = cast("tuple[bytes, bytes, int, str]", unpack(body, "bbit"))
        retained.set(ApplicationMessage(topic.decode(), topic, payload, qos), account)
    elif kind == b"r":
        topic = cast("bytes", unpack(body, "b")[0])
        retained.set(ApplicationMessage(topic.decode(), topic, b"", 0), "")
    elif kind == b"S":
        number, account, client_id = cast("tuple[int, str, str]", unpack(body, "itt"))
        sessions[number] = Session(number, account, client_id, is_persistent=True)
    else:
        _apply_to_session(kind, body, sessions)


def _apply_to_session(kind: bytes, body: bytes, sessions: dict[int, Session]) -> None:
    session = sessions.get(cast("int", unpack(body, "i")[0]))
    if session is None:
        return
    if kind == b"X":
        del sessions[session.number]
    elif kind == b"+":
        _, topic_filter, qos = cast("tuple[int, str, int]", unpack(body, "iti"))
        session.subscriptions[topic_filter] = qos
    elif kind == b"-":
        session.subscriptions.pop(cast("str", unpack(body, "it")[1]), None)
    elif kind == b"Q":
        session.received.add(cast("int", unpack(body, "ii")[1]))
    elif kind == b"q":
        session.received.discard(cast("int", unpack(body, "ii")[1]))
    else:
        raise ValueError(f"unknown record {kind!r}")
