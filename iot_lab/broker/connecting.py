"""CONNECT (section 3.1): who is let in, with which session, and whom a newer client of the same name replaces. Pure."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from iot_lab.broker.gathering import Gathering
from iot_lab.mqtt import other_versions, packets
from iot_lab.mqtt.filters import is_topic
from iot_lab.mqtt.packets import MalformedPacket, ProtocolRefused

if TYPE_CHECKING:
    from iot_lab.broker.connection import ClientConnection
    from iot_lab.broker.session import Session
    from iot_lab.broker.state import BrokerState
    from iot_lab.mqtt.packets import Connect

_VERSIONS: Final = {other_versions.MQTT_31: "protocol-3.1", other_versions.MQTT_5: "protocol-5"}


def connect(state: BrokerState, connection: ClientConnection, body: bytes) -> None:
    """Answer a CONNECT; raises MalformedPacket."""
    try:
        wanted = packets.decode_connect(body)
    except ProtocolRefused as refused:
        reason = _VERSIONS.get(refused.level, "protocol")
        state.events.refused(other_versions.username_of(refused), connection.address, reason)
        state.reply(connection, other_versions.encode_refusal(refused.level))
        state.close(connection, reason)
        return
    if not wanted.client_id and not wanted.clean_session:
        _refuse(state, connection, packets.IDENTIFIER_REJECTED, "no-client-id", wanted.username)
        return
    if len(wanted.client_id.encode()) > state.limits.client_id_bytes:
        _refuse(state, connection, packets.IDENTIFIER_REJECTED, "client-id-too-long", wanted.username)
        return
    account = state.access.authenticate(wanted.username, wanted.password)
    if account is None:
        _refuse(state, connection, packets.NOT_AUTHORIZED, "bad-password", wanted.username)
        return
    others = [one for one in state.sessions.of_account(account) if one.client_id != wanted.client_id]
    if sum(one.connection is not None for one in others) >= state.limits.connections_per_account:
        _refuse(state, connection, packets.UNAVAILABLE, "too-many-connections", wanted.username)
        return
    if wanted.will is not None and not is_topic(wanted.will.topic, state.limits.levels):
        raise MalformedPacket("will topic")
    _accept(state, connection, account, wanted)


def _refuse(state: BrokerState, connection: ClientConnection, code: int, reason: str, username: str | None) -> None:
    state.events.refused(username, connection.address, reason)
    state.reply(connection, packets.encode_connack(code))
    state.close(connection, reason)


def _accept(state: BrokerState, connection: ClientConnection, account: str, wanted: Connect) -> None:
    client_id = wanted.client_id or f"auto-{secrets.token_hex(8)}"
    kept = state.sessions.find(account, client_id)
    if kept is not None and kept.connection is not None:
        _take_over(state, kept, kept.connection, connection)
        kept = state.sessions.find(account, client_id)
    if kept is not None and wanted.clean_session:
        state.sessions.end(kept)
        kept = None
    session = kept or state.sessions.begin(account, client_id, is_persistent=not wanted.clean_session)
    session.connection, connection.session, connection.account = connection, session, account
    state.silent.discard(connection)
    connection.gathering = Gathering() if account in state.gathers else None
    connection.keep_alive_s = wanted.keep_alive_s
    # The right to a will is asked for now: an account that ends later still has its "offline" said.
    if wanted.will is not None and state.writable.check(connection, wanted.will.topic.encode()):
        connection.will = wanted.will
    state.counts.connections += 1
    state.events.connected(account, client_id, connection.address)
    state.reply(connection, packets.encode_connack(packets.ACCEPTED, session_present=kept is not None))
    session.begin_again()
    state.delivery.pump(session)


def _take_over(state: BrokerState, session: Session, old: ClientConnection, new: ClientConnection) -> None:
    """Close the older connection of the same account and identifier (section 3.1.4-2)."""
    state.events.taken_over(session.account, session.client_id, old.address, new.address)
    state.close(old, "taken-over")
    session.connection = None
    state.publish_will(old)
    old.session = None
    state.delivery.part(old)
    if not session.is_persistent:
        state.sessions.end(session)
