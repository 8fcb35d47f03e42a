"""Which topics an account may publish on: names checked and rights asked once, then remembered within bounds. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.mqtt.filters import is_topic
from iot_lab.mqtt.packets import MalformedPacket, decode_text

if TYPE_CHECKING:
    from iot_lab.broker.access import BrokerAccess, BrokerEvents
    from iot_lab.broker.connection import ClientConnection

KEPT: Final = 10_000
LONGEST_KEPT: Final = 200
"""Longer topics, in bytes, are asked for each time: a client cannot fill the memory with them."""
DENIALS_TOLD: Final = 20
"""Of one connection; all are counted."""


class WritableTopics:
    """Answers (account, raw topic) -> topic; `known` may be looked up directly, `check` fills it."""

    def __init__(self, access: BrokerAccess, events: BrokerEvents, levels: int) -> None:
        self._access, self._events, self._levels = access, events, levels
        self.known: dict[tuple[str, bytes], str] = {}
        self.denied = 0

    def check(self, connection: ClientConnection, raw_topic: bytes) -> str:
        """Return the topic, or an empty one where the account may not write there; raises MalformedPacket."""
        topic = decode_text(raw_topic)
        if not is_topic(topic, self._levels):
            raise MalformedPacket("topic name")
        if topic.startswith("$") or not self._access.may_write(connection.account, topic):
            self._deny(connection, topic)
            return ""
        if len(raw_topic) <= LONGEST_KEPT:
            if len(self.known) >= KEPT:
                self.known.clear()
            self.known[connection.account, raw_topic] = topic
        return topic

    def forget(self) -> None:
        """Ask for all rights again."""
        self.known.clear()

    def _deny(self, connection: ClientConnection, topic: str) -> None:
        self.denied += 1
        connection.denied += 1
        if connection.denied <= DENIALS_TOLD:
            self._events.write_denied(connection.account, topic)
