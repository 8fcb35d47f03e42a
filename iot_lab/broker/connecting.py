"""CONNECT (section 3.1): who is let in, with which session, and whom a newer client of the same name replaces. Pure."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from iot_lab.mqtt import packets
from iot_lab.mqtt.filters import is_topic
from iot_lab.mqtt.packets import MalformedPacket, ProtocolRefused

if TYPE_CHECKING:
    from iot_lab.broker.connection import Connection
    from iot_lab.broker.core import Core
    from iot_lab.broker.session import Session
    from iot_lab.mqtt.packets import Connect


def connect(core: Core, connection: Connection, body: bytes) -> None:
    """Answer a CONNECT; raises MalformedPacket."""
    try:
        wanted = packets.decode_connect(body)
    except ProtocolRefused:
        _refuse(core, connection, packets.BAD_PROTOCOL, "protocol", None)
        return
    if not wanted.client_id and not wanted.clean_session:
        _refuse(core, connection, packets.IDENTIFIER_REJECTED, "no-client-id", wanted.username)
        return
    if len(wanted.client_id.encode()) > core.limits.client_id_bytes:
        _refuse(core, connection, packets.IDENTIFIER_REJECTED, "client-id-too-long", wanted.username)
        return
    account = core.access.authenticate(wanted.username, wanted.password)
    if account is None:
        _refuse(core, connection, packets.NOT_AUTHORIZED, "bad-password", wanted.username)
        return
    others = [one for one in core.sessions.of_account(account) if one.client_id != wanted.client_id]
    if sum(one.connection is not None for one in others) >= core.limits.connections_per_account:
        _refuse(core, connection, packets.UNAVAILABLE, "too-many-connections", wanted.username)
        return
    if wanted.will is not None and not is_topic(wanted.will.topic, core.limits.levels):
        raise MalformedPacket("will topic")
    _accept(core, connection, account, wanted)


def _refuse(core: Core, connection: Connection, code: int, reason: str, username: str | None) -> None:
    core.events.refused(username, connection.address, reason)
    core.reply(connection, packets.encode_connack(code))
    core.close(connection, reason)


def _accept(core: Core, connection: Connection, account: str, wanted: Connect) -> None:
    client_id = wanted.client_id or f"auto-{secrets.token_hex(8)}"
    kept = core.sessions.find(account, client_id)
    if kept is not None and kept.connection is not None:
        _take_over(core, kept, kept.connection, connection)
        kept = core.sessions.find(account, client_id)
    if kept is not None and wanted.clean_session:
        core.sessions.end(kept)
        kept = None
    session = kept or core.sessions.begin(account, client_id, is_persistent=not wanted.clean_session)
    session.connection, connection.session, connection.account = connection, session, account
    connection.keep_alive_s = wanted.keep_alive_s
    # The right to a will is asked for now: an account that ends later still has its "offline" said.
    if wanted.will is not None and core.writable.check(connection, wanted.will.topic.encode()):
        connection.will = wanted.will
    core.counts.connections += 1
    core.events.connected(account, client_id, connection.address)
    core.reply(connection, packets.encode_connack(packets.ACCEPTED, session_present=kept is not None))
    session.begin_again()
    core.delivery.pump(session)


def _take_over(core: Core, session: Session, old: Connection, new: Connection) -> None:
    """Close the older connection of the same account and identifier (section 3.1.4-2)."""
    core.events.taken_over(session.account, session.client_id, old.address, new.address)
    core.close(old, "taken-over")
    session.connection = None
    core.publish_will(old)
    old.session = None
    core.delivery.part(old)
    if not session.is_persistent:
        core.sessions.end(session)
