"""Calls about MQTT. Texts that a program chose travel in hexadecimal; `-` stands for none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.mqtt.message import MqttMessage
from iot_lab.mqtt.packets import Connect
from iot_lab.simulator.calls.arguments import integers, octets
from iot_lab.simulator.calls.waiting import wait, wait_us
from iot_lab.simulator.errno import EBADF, EHOSTUNREACH, EINVAL, EIO, Refused
from iot_lab.simulator.looks import FOR_EVER
from iot_lab.simulator.network.mqtt_link import ConnectRefused, ConnectRequest, MqttConnection

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call, Foresight

MAX_CONNECTIONS = 4
CONNECTION_CLOSED = -1


def mqtt_open(host: BoardHost, text: str) -> str:
    """Connect; the answer is the connection's number, or `refused <CONNACK code>`."""
    connections = _connections(host)
    if not host.radio.is_connected():
        raise Refused(EHOSTUNREACH)
    for number in [number for number, one in connections.items() if not one.is_open]:
        del connections[number]
    if len(connections) >= MAX_CONNECTIONS:
        raise Refused(EIO)
    try:
        connection = host.link.open(host.board, _request(_fields(text, 12)))
    except ConnectRefused as refused:
        return f"refused {refused.code}"
    number = str(host.board.next_number())
    connections[number] = connection
    return f"{number} {int(connection.session_present)}"


def mqtt_publish(host: BoardHost, text: str) -> str:
    """`<connection> <qos> <retained> <topic> <payload or =text>` -> `w` where an answer must be waited for."""
    head, is_text, said = text.partition("=")
    number, qos, retained, topic, payload = _fields(head, 5)
    content = said.encode() if is_text else octets(payload)
    message = MqttMessage(_topic(topic), content, _small(qos), retained == "1")
    connection = _connection(host, number)
    connection.publish(message)
    return "" if connection.has_answer else "w"


def mqtt_subscribe(host: BoardHost, text: str) -> str:
    """`<connection> <qos> <topic>` -> `w` where an answer must be waited for."""
    number, qos, topic = _fields(text, 3)
    connection = _connection(host, number)
    connection.subscribe(_topic(topic), _small(qos))
    return "" if connection.has_answer else "w"


def mqtt_unsubscribe(host: BoardHost, text: str) -> str:
    """`<connection> <topic>` -> `w` where an answer must be waited for."""
    number, topic = _fields(text, 2)
    connection = _connection(host, number)
    connection.unsubscribe(_topic(topic))
    return "" if connection.has_answer else "w"


def mqtt_answer(host: BoardHost, text: str) -> str:
    """`<connection> <us>`: wait for the answer; `w <us left>` after an interrupt; -1 where the connection ended."""
    number, timeout = _fields(text, 2)
    connection = _connection(host, number)
    left = wait(host, lambda: connection.has_answer or not connection.is_open, wait_us(timeout))
    if not left and not connection.has_answer:
        raise Refused(CONNECTION_CLOSED)
    return left


def mqtt_ping(host: BoardHost, text: str) -> str:
    """`<connection>`: ECONNRESET when it is lost."""
    _connection(host, text).ping()
    return ""


def mqtt_take(host: BoardHost, text: str) -> str:
    """`<connection>` -> nothing, or `<first byte of the packet> <topic> <payload>`."""
    host.board.look()
    message = _connection(host, text).take()
    if message is None:
        return ""
    first = 0x30 | message.qos << 1 | message.is_retained
    return f"{first} {message.topic.encode().hex()} {message.payload.hex()}"


def mqtt_wait(host: BoardHost, text: str) -> str:
    """`<connection> <us>`: wait for a message or a loss; `w <us left>` after an interrupt."""
    number, timeout = _fields(text, 2)
    return wait(host, _connection(host, number).has_message, wait_us(timeout))


def mqtt_nonsense(host: BoardHost, text: str) -> str:
    """`<connection>`: what was sent is no packet; the broker ends the connection (4.8)."""
    _connection(host, text).end_by_broker()
    return ""


def mqtt_close(host: BoardHost, text: str) -> str:
    """`<connection>`."""
    connection = _connections(host).pop(text, None)
    if connection is not None:
        connection.close()
    return ""


def close_all(host: BoardHost) -> None:
    """Drop every connection as a board that loses its power does."""
    for connection in _connections(host).values():
        connection.close(is_lost=True)


def _connections(host: BoardHost) -> dict[str, MqttConnection]:
    connections: dict[str, MqttConnection] = host.board.services.setdefault("mqtt", {})
    return connections


def _connection(host: BoardHost, text: str) -> MqttConnection:
    connection = _connections(host).get(text)
    if connection is None:
        raise Refused(EBADF)
    if connection.is_open and not connection.outlives_wifi and not host.radio.is_connected():
        connection.close(is_lost=True)
    return connection


def _request(fields: list[str]) -> ConnectRequest:
    host, port, client, user, password, keepalive, clean, topic, payload, retained, qos, timeout = fields
    will = None if topic == "-" else MqttMessage(_topic(topic), octets(payload), _small(qos), retained == "1")
    secret = None if password == "-" else octets(password)  # noqa: S105
    asked = Connect(_text(client) or "", clean == "1", _small(keepalive), _text(user), secret, will)
    return ConnectRequest(_text(host) or "", _small(port), asked, wait_us(timeout))


def _fields(text: str, count: int) -> list[str]:
    fields = text.split(" ")
    if len(fields) != count:
        raise Refused(EINVAL)
    return fields


def _small(text: str) -> int:
    (number,) = integers(text, 1)
    if not 0 <= number <= 65535:
        raise Refused(EINVAL)
    return number


def _text(field: str) -> str | None:
    if field == "-":
        return None
    try:
        return octets(field).decode()
    except UnicodeDecodeError:
        raise Refused(EINVAL) from None


def _topic(field: str) -> str:
    topic = _text(field)
    if not topic or "\0" in topic or len(topic) > 1024:
        raise Refused(EINVAL)
    return topic


def foresee_take(host: BoardHost, text: str) -> tuple[str, int] | None:
    """Foresee that there is no message."""
    connection = _connections(host).get(text)
    if connection is None or connection.has_message() or not connection.is_open:
        return None
    return ("", FOR_EVER) if host.radio.is_steady and host.radio.is_connected() else None


FORESEEN: dict[str, Foresight] = {"mqtt-take": foresee_take}
CALLS: dict[str, Call] = {
    "mqtt-open": mqtt_open,
    "mqtt-publish": mqtt_publish,
    "mqtt-subscribe": mqtt_subscribe,
    "mqtt-unsubscribe": mqtt_unsubscribe,
    "mqtt-answer": mqtt_answer,
    "mqtt-ping": mqtt_ping,
    "mqtt-take": mqtt_take,
    "mqtt-wait": mqtt_wait,
    "mqtt-nonsense": mqtt_nonsense,
    "mqtt-close": mqtt_close,
}
