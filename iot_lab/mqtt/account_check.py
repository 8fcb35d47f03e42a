"""Ask a broker whether it lets an account in: CONNECT, its answer, goodbye."""

from __future__ import annotations

import contextlib
import socket
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from iot_lab.mqtt import packets
from iot_lab.mqtt.client_core import DISCONNECT, ClientCore
from iot_lab.mqtt.tls import tls_context

if TYPE_CHECKING:
    from iot_lab.mqtt.address import BrokerAddress, Place

ANSWER_S: Final = 3.0
_CONNACK_BYTES: Final = 4


def ask_to_enter(address: BrokerAddress, client_id: str, limit_s: float = ANSWER_S) -> int:
    """Return the broker's answer to the address's account (table 3.1), from the first place that gives one.

    Raises OSError where no place does.
    """
    *others, last = address.places
    for place in others:
        with contextlib.suppress(OSError):
            return _ask(address, place, client_id, limit_s)
    return _ask(address, last, client_id, limit_s)


def with_account(address: BrokerAddress, name: str, secret: str) -> BrokerAddress:
    """Return the same broker, entered by another account."""
    return replace(address, name=name, password=secret)


def _ask(address: BrokerAddress, place: Place, client_id: str, limit_s: float) -> int:
    asked = packets.Connect(
        client_id,
        clean_session=True,
        keep_alive_s=0,
        username=address.name or None,
        password=address.password.encode() if address.name else None,
    )
    with socket.create_connection(place, limit_s) as plain, _wrapped(plain, address, place) as connection:
        connection.sendall(ClientCore(asked).opening())
        answer = b""
        while len(answer) < _CONNACK_BYTES:
            piece = connection.recv(_CONNACK_BYTES - len(answer))
            if not piece:
                raise ConnectionResetError("closed without an answer")
            answer += piece
        with contextlib.suppress(OSError):
            connection.sendall(DISCONNECT)
    if answer[:2] != bytes((packets.CONNACK << 4, 2)):
        raise ConnectionError("not an MQTT broker")
    return answer[3]


def _wrapped(plain: socket.socket, address: BrokerAddress, place: Place) -> socket.socket:
    if not address.is_encrypted:
        return plain
    return tls_context(address).wrap_socket(plain, server_hostname=place[0])
