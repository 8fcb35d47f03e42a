"""SUBSCRIBE and UNSUBSCRIBE (sections 3.8 and 3.10): any well-formed filter is granted, within bounds. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.broker.retained import is_wild
from iot_lab.mqtt import packets
from iot_lab.mqtt.filters import is_filter
from iot_lab.mqtt.packets import MalformedPacket

if TYPE_CHECKING:
    from iot_lab.broker.connection import ClientConnection
    from iot_lab.broker.session import Session
    from iot_lab.broker.state import BrokerState

MOST_QOS: Final = 1
"""What subscriptions are granted: QoS 2 is accepted from publishers, and delivered with QoS 1 (section 3.8.4)."""
RETAINED_PER_TOKEN: Final = 20
"""How many retained messages a wildcard searches for what one message costs in the flood limit."""


def subscribe(state: BrokerState, connection: ClientConnection, session: Session, body: bytes) -> None:
    """Answer a SUBSCRIBE, then send the retained messages that it asks for; raises MalformedPacket."""
    packet_id, wanted = packets.decode_subscribe(body)
    connection.tokens -= len(wanted)
    codes = [_grant(state, session, topic_filter, qos) for topic_filter, qos in wanted]
    state.reply(connection, packets.encode_suback(packet_id, codes))
    answers = {topic_filter: code for (topic_filter, _), code in zip(wanted, codes, strict=True)}
    for topic_filter, code in answers.items():
        if code != packets.SUBSCRIPTION_FAILED:
            _give_retained(state, connection, session, topic_filter, code)


def _give_retained(
    state: BrokerState, connection: ClientConnection, session: Session, topic_filter: str, qos: int
) -> None:
    if is_wild(topic_filter):
        connection.tokens -= len(state.retained) // RETAINED_PER_TOKEN
    for message in state.retained.matching(topic_filter):
        state.delivery.give_retained(session, message, qos)


def _grant(state: BrokerState, session: Session, topic_filter: str, qos: int) -> int:
    if not is_filter(topic_filter, state.limits.levels):
        raise MalformedPacket("topic filter")
    if topic_filter not in session.subscriptions:
        is_too_long = len(topic_filter.encode()) > state.limits.filter_bytes
        if is_too_long or len(session.subscriptions) >= state.limits.subscriptions:
            return packets.SUBSCRIPTION_FAILED
    granted = min(qos, MOST_QOS)
    if session.subscriptions.get(topic_filter) == granted:
        return granted
    state.delivery.subscribe(session, topic_filter, granted)
    if session.is_persistent:
        state.pending.subscribed(session, topic_filter, granted)
    return granted


def unsubscribe(state: BrokerState, connection: ClientConnection, session: Session, body: bytes) -> None:
    """Answer an UNSUBSCRIBE; raises MalformedPacket."""
    packet_id, filters = packets.decode_unsubscribe(body)
    connection.tokens -= len(filters)
    for topic_filter in filters:
        if topic_filter in session.subscriptions:
            state.delivery.unsubscribe(session, topic_filter)
            if session.is_persistent:
                state.pending.unsubscribed(session, topic_filter)
    state.reply(connection, packets.encode_acknowledgement(packets.UNSUBACK, packet_id))
