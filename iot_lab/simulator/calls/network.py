"""Calls about Wi-Fi and MQTT. Texts that a program chose travel in hexadecimal; `-` stands for none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import ECONNRESET, EHOSTUNREACH, EINVAL, EIO, Refused, integers, octets
from iot_lab.simulator.mqtt_link import Connection, ConnectRefused, Message, Session

if TYPE_CHECKING:
    from iot_lab.simulator.door import Call, Door

MAX_CONNECTIONS = 4


def wifi_active(door: Door, text: str) -> str:
    """`1` or `0` switches the radio, an empty text asks; the answer is its state."""
    if text:
        door.radio.is_active = text == "1"
        if not door.radio.is_active and door.radio.is_trying:
            door.radio.disconnect()
    return str(int(door.radio.is_active))


def wifi_connect(door: Door, text: str) -> str:
    """`<name> <password>`, both in hexadecimal; EIO where it is already trying."""
    name, password = _fields(text, 2)
    if door.radio.is_trying or not door.radio.is_active:
        raise Refused(EIO)
    door.radio.connect(_text(name) or "", _text(password) or "")
    return ""


def wifi_disconnect(door: Door, _text: str) -> str:
    """Leave the network, or stop trying."""
    door.radio.disconnect()
    return ""


def wifi_status(door: Door, _text: str) -> str:
    """`<status> <rssi>`."""
    door.board.poll()
    return f"{door.radio.status()} {door.radio.rssi_dbm}"


def wifi_scan(door: Door, _text: str) -> str:
    """One line per access point: `<name in hexadecimal> <rssi>`; a scan takes 2.3 s."""
    door.board.sleep(door.board.now_us + 2_300_000)
    wifi = door.board.scenario.wifi
    return f"{wifi.name.encode().hex()} {wifi.rssi_dbm}" if wifi else ""


def mqtt_open(door: Door, text: str) -> str:
    """Connect; the answer is the connection's number, or `refused <CONNACK code>`."""
    connections = _connections(door)
    if not door.radio.is_connected():
        raise Refused(EHOSTUNREACH)
    for number in [number for number, one in connections.items() if not one.is_open]:
        del connections[number]
    if len(connections) >= MAX_CONNECTIONS:
        raise Refused(EIO)
    try:
        connection = door.link.open(door.board, _session(_fields(text, 11)))
    except ConnectRefused as refused:
        return f"refused {refused.code}"
    number = str(door.board.next_number())
    connections[number] = connection
    return number


def mqtt_publish(door: Door, text: str) -> str:
    """`<connection> <qos> <retained> <topic> <payload>`."""
    number, qos, retained, topic, payload = _fields(text, 5)
    message = Message(_topic(topic), octets(payload), _small(qos), retained == "1")
    _connection(door, number).publish(message)
    return ""


def mqtt_subscribe(door: Door, text: str) -> str:
    """`<connection> <qos> <topic>`."""
    number, qos, topic = _fields(text, 3)
    _connection(door, number).subscribe(_topic(topic), _small(qos))
    return ""


def mqtt_unsubscribe(door: Door, text: str) -> str:
    """`<connection> <topic>`."""
    number, topic = _fields(text, 2)
    _connection(door, number).unsubscribe(_topic(topic))
    return ""


def mqtt_ping(door: Door, text: str) -> str:
    """`<connection>`: ECONNRESET when it is lost."""
    if not _connection(door, text).is_open:
        raise Refused(ECONNRESET)
    return ""


def mqtt_take(door: Door, text: str) -> str:
    """`<connection>` -> nothing, or `<topic> <payload> <retained>`."""
    door.board.poll()
    message = _connection(door, text).take()
    if message is None:
        return ""
    return f"{message.topic.encode().hex()} {message.payload.hex()} {int(message.is_retained)}"


def mqtt_wait(door: Door, text: str) -> str:
    """`<connection>`: wait for a message, a loss, or an interrupt."""
    connection, board = _connection(door, text), door.board
    board.wait_for(lambda: connection.has_message() or bool(board.pending), board.end_us)
    return ""


def mqtt_close(door: Door, text: str) -> str:
    """`<connection>`."""
    connection = _connections(door).pop(text, None)
    if connection is not None:
        connection.close()
    return ""


def close_all(door: Door) -> None:
    """Drop every connection as a board that loses its power does."""
    for connection in _connections(door).values():
        connection.close(is_lost=True)


def _connections(door: Door) -> dict[str, Connection]:
    connections: dict[str, Connection] = door.board.services.setdefault("mqtt", {})
    return connections


def _connection(door: Door, text: str) -> Connection:
    connection = _connections(door).get(text)
    if connection is None:
        raise Refused(EINVAL)
    if connection.is_open and not door.radio.is_connected():
        connection.close(is_lost=True)
    return connection


def _session(fields: list[str]) -> Session:
    host, port, client, user, password, keepalive, clean, topic, payload, retained, qos = fields
    will = None if topic == "-" else Message(_topic(topic), octets(payload), _small(qos), retained == "1")
    secret = None if password == "-" else octets(password)  # noqa: S105
    return Session(
        _text(host) or "", _small(port), _text(client) or "", _text(user), secret, _small(keepalive), clean == "1", will
    )


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


CALLS: dict[str, Call] = {
    "wifi-active": wifi_active,
    "wifi-connect": wifi_connect,
    "wifi-disconnect": wifi_disconnect,
    "wifi-status": wifi_status,
    "wifi-scan": wifi_scan,
    "mqtt-open": mqtt_open,
    "mqtt-publish": mqtt_publish,
    "mqtt-subscribe": mqtt_subscribe,
    "mqtt-unsubscribe": mqtt_unsubscribe,
    "mqtt-ping": mqtt_ping,
    "mqtt-take": mqtt_take,
    "mqtt-wait": mqtt_wait,
    "mqtt-close": mqtt_close,
}
