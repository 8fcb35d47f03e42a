"""A real broker for a live board: paho-mqtt on this computer's side, one thread per open connection.

The guest may reach this one broker and nothing else. paho's callbacks only note what happened and wake the board.
"""

from __future__ import annotations

import contextlib
import socket
from collections import deque
from typing import TYPE_CHECKING, Any

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode

from iot_lab.simulator.calls.arguments import (
    ECONNREFUSED,
    ECONNRESET,
    EHOSTUNREACH,
    ETIMEDOUT,
    Refused,
)
from iot_lab.simulator.mqtt_link import Connection, ConnectRefused, Message, Session

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

CONNECT_TIMEOUT_S = 0.8
ANSWER_TIMEOUT_US = 5_000_000
CONNECTION_CLOSED = -1
MAX_WAITING = 256
# paho gives MQTT 5 reason codes; these are the CONNACK codes of 3.1.1 (table 3.1) they came from.
CONNACK = {"Unsupported protocol version": 1, "Client identifier not valid": 2, "Server unavailable": 3}
CONNACK |= {"Bad user name or password": 4, "Not authorized": 5}


class RealBroker:
    """Opens connections to the broker at `host`:`port`."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)

    def open(self, board: Board, session: Session) -> Connection:
        """Connect within CONNECT_TIMEOUT_S."""
        if (session.host, session.port) != self._address:
            raise Refused(EHOSTUNREACH)
        connection = RealConnection(board, session)
        try:
            connection.connect()
        except BaseException:
            connection.close(is_lost=True)
            raise
        board.record("mqtt-connect", session.client, {"user": session.user, "will": session.will})
        return connection


class RealConnection:
    """One client of the real broker."""

    def __init__(self, board: Board, session: Session) -> None:
        self._board = board
        self._session = session
        self._waiting: deque[Message] = deque(maxlen=MAX_WAITING)
        self._acknowledged: set[int] = set()
        self._connack: int | None = None
        self._has_failed = False
        self._client = _client(session)
        self._client.on_connect = self._on_connect
        self._client.on_connect_fail = self._on_loss
        self._client.on_disconnect = self._on_loss
        self._client.on_message = self._on_message
        self._client.on_publish = self._on_acknowledged
        self._client.on_subscribe = self._on_acknowledged
        self._client.on_unsubscribe = self._on_acknowledged

    @property
    def is_open(self) -> bool:
        """Whether it was accepted and is not lost."""
        return self._connack == 0 and not self._has_failed

    def connect(self) -> None:
        """Start paho's thread and wait for CONNACK."""
        self._client.connect_async(self._session.host, self._session.port, self._session.keepalive_s)
        self._client.loop_start()
        self._wait(lambda: self._connack is not None or self._has_failed)
        if self._connack:
            raise ConnectRefused(self._connack)
        if self._connack is None:
            raise Refused(ECONNREFUSED if self._has_failed else ETIMEDOUT)

    def publish(self, message: Message) -> None:
        """Send; with QoS 1 or 2 wait for the acknowledgement."""
        self._check()
        sent = self._client.publish(message.topic, message.payload, message.qos, message.is_retained)
        said = {"payload": message.payload, "qos": message.qos, "retained": message.is_retained}
        self._board.record("mqtt-publish", message.topic, {**said, "client": self._session.client})
        if message.qos:
            self._wait_for_answer(sent.rc, sent.mid)

    def subscribe(self, topic: str, qos: int) -> None:
        """Subscribe and wait for SUBACK."""
        self._check()
        code, number = self._client.subscribe(topic, min(qos, 2))
        self._board.record("mqtt-subscribe", topic, {"qos": qos, "client": self._session.client})
        self._wait_for_answer(code, number)

    def unsubscribe(self, topic: str) -> None:
        """Unsubscribe and wait for UNSUBACK."""
        self._check()
        code, number = self._client.unsubscribe(topic)
        self._wait_for_answer(code, number)

    def take(self) -> Message | None:
        """Return the next message; a lost connection is -1, as in `umqtt`."""
        if self._waiting:
            message = self._waiting.popleft()
            self._board.record("mqtt-receive", message.topic, {"payload": message.payload})
            return message
        if not self.is_open:
            raise Refused(CONNECTION_CLOSED)
        return None

    def has_message(self) -> bool:
        """Say whether `take` would not return None."""
        return bool(self._waiting) or not self.is_open

    def close(self, *, is_lost: bool = False) -> None:
        """End paho's thread, after DISCONNECT or (`is_lost`) without."""
        if not is_lost:
            self._client.disconnect()
        elif isinstance(line := self._client.socket(), socket.socket):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self._has_failed = True
        self._client.loop_stop()

    def _check(self) -> None:
        if not self.is_open:
            raise Refused(ECONNRESET)

    def _wait_for_answer(self, code: MQTTErrorCode, number: int | None) -> None:
        if code != MQTTErrorCode.MQTT_ERR_SUCCESS:
            raise Refused(ECONNRESET)
        if not self._wait(lambda: number in self._acknowledged or self._has_failed):
            raise Refused(ETIMEDOUT)
        self._acknowledged.discard(number or 0)
        self._check()

    def _wait(self, is_done: Any) -> bool:
        return self._board.wait_for(is_done, self._board.now_us + ANSWER_TIMEOUT_US)

    # In paho's thread.

    def _on_connect(self, _client: Any, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        self._connack = CONNACK.get(str(reason), 5) if reason.is_failure else 0
        self._wake()

    def _on_loss(self, *_arguments: Any) -> None:
        self._has_failed = True
        self._wake()

    def _on_message(self, _client: Any, _data: Any, message: MQTTMessage) -> None:
        self._waiting.append(Message(message.topic, bytes(message.payload), message.qos, message.retain))
        self._wake()

    def _on_acknowledged(self, _client: Any, _data: Any, number: int, *_more: Any) -> None:
        self._acknowledged.add(number)
        self._wake()

    def _wake(self) -> None:
        self._board.post(_nothing)


def _nothing() -> None:
    pass


def _client(session: Session) -> Client:
    client = Client(
        CallbackAPIVersion.VERSION2,
        client_id=session.client,
        clean_session=session.is_clean or not session.client,
        reconnect_on_failure=False,
    )
    client.connect_timeout = CONNECT_TIMEOUT_S
    if session.user is not None:
        client.username_pw_set(session.user, session.password)  # type: ignore[arg-type]
    if session.will is not None:
        client.will_set(session.will.topic, session.will.payload, session.will.qos, session.will.is_retained)
    return client
