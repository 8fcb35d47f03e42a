"""SUBSCRIBE and UNSUBSCRIBE (sections 3.8 and 3.10): any well-formed filter is granted, within bounds. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.broker.retained import is_wild
from iot_lab.mqtt import packets
from iot_lab.mqtt.filters import is_filter
from iot_lab.mqtt.packets import MalformedPacket

if TYPE_CHECKING:
    from iot_lab.broker.connection import Connection
    from iot_lab.broker.core import Core
    from iot_lab.broker.session import Session

MOST_QOS: Final = 1
"""What subscriptions are granted: QoS 2 is accepted from publishers, and delivered with QoS 1 (section 3.8.4)."""
RETAINED_PER_TOKEN: Final = 20
"""How many retained messages a wildcard searches for what one message costs in the flood limit."""


def subscribe(core: Core, connection: Connection, session: Session, body: bytes) -> None:
    """Answer a SUBSCRIBE, then send the retained messages that it asks for; raises MalformedPacket."""
    packet_id, wanted = packets.decode_subscribe(body)
    connection.tokens -= len(wanted)
    codes = [_grant(core, session, topic_filter, qos) for topic_filter, qos in wanted]
    core.reply(connection, packets.encode_suback(packet_id, codes))
    answers = {topic_filter: code for (topic_filter, _), code in zip(wanted, codes, strict=True)}
    for topic_filter, code in answers.items():
        if code != packets.SUBSCRIPTION_FAILED:
            _give_retained(core, connection, session, topic_filter, code)


def _give_retained(core: Core, connection: Connection, session: Session, topic_filter: str, qos: int) -> None:
    if is_wild(topic_filter):
        connection.tokens -= len(core.retained) // RETAINED_PER_TOKEN
    for message in core.retained.matching(topic_filter):
        core.delivery.give_retained(session, message, qos)


def _grant(core: Core, session: Session, topic_filter: str, qos: int) -> int:
    if not is_filter(topic_filter, core.limits.levels):
        raise MalformedPacket("topic filter")
    if topic_filter not in session.subscriptions:
        is_too_long = len(topic_filter.encode()) > core.limits.filter_bytes
        if is_too_long or len(session.subscriptions) >= core.limits.subscriptions:
            return packets.SUBSCRIPTION_FAILED
    granted = min(qos, MOST_QOS)
    if session.subscriptions.get(topic_filter) == granted:
        return granted
    core.delivery.subscribe(session, topic_filter, granted)
    if session.is_persistent:
        core.notebook.subscribed(session, topic_filter, granted)
    return granted


def unsubscribe(core: Core, connection: Connection, session: Session, body: bytes) -> None:
    """Answer an UNSUBSCRIBE; raises MalformedPacket."""
    packet_id, filters = packets.decode_unsubscribe(body)
    connection.tokens -= len(filters)
    for topic_filter in filters:
        if topic_filter in session.subscriptions:
            core.delivery.unsubscribe(session, topic_filter)
            if session.is_persistent:
                core.notebook.unsubscribed(session, topic_filter)
    core.reply(connection, packets.encode_acknowledgement(packets.UNSUBACK, packet_id))
