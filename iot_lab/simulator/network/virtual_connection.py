"""One MQTT connection of the board to the virtual broker, without its bytes: the calls of `umqtt` end here."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from iot_lab.simulator.errno import Refused
from iot_lab.simulator.network.virtual_session import MAX_WAITING

if TYPE_CHECKING:
    from iot_lab.mqtt.message import MqttMessage
    from iot_lab.mqtt.packets import Connect
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.network.tcp import Tcp
    from iot_lab.simulator.network.virtual_broker import VirtualBroker
    from iot_lab.simulator.network.virtual_session import ClientSession

CONNECTION_CLOSED = -1
WRITE_US = 500


class VirtualConnection:
    """What travels is a whole packet; `has_answer` says whether the last one that wants an answer has it."""

    # A link that is lost for a while does not end it.
    outlives_wifi = True

    def __init__(self, board: Board, broker: VirtualBroker, tcp: Tcp) -> None:
        self._board = board
        self._broker = broker
        self.tcp = tcp
        self._session: ClientSession | None = None
        self._client = ""
        self._waiting: deque[MqttMessage] = deque()
        self._unanswered = 0
        self._is_told = False
        self.session_present = False

    @property
    def is_open(self) -> bool:
        """Whether it may still be used, as far as the board knows."""
        return self.tcp.is_usable

    @property
    def has_answer(self) -> bool:
        """Whether nothing is awaited."""
        return self._unanswered == 0

    def enter(self, asked: Connect) -> int:
        """Say CONNECT; returns the broker's code."""
        code, self._session, self.session_present = self._broker.enter(asked, self)
        self._client = asked.client_id
        self._greeted(code)
        if self._session is not None:
            self._broker.resume(self._session)
        return code

    def publish(self, message: MqttMessage) -> None:
        """Send; with QoS 1 an answer is awaited."""
        self.tcp.check()
        said = {"payload": message.payload, "qos": message.qos, "retained": message.is_retained}
        said |= {"client": self._client, "delivered": False}
        self._board.record("mqtt-publish", message.topic, said)
        self._unanswered += min(message.qos, 1)
        self.tcp.send(len(message.topic) + len(message.payload) + 4, lambda: self._published(message, said))
        self._board.spend(self._broker.delay_us if message.qos else WRITE_US)

    def subscribe(self, topic: str, qos: int) -> None:
        """Ask for a subscription; an answer is awaited."""
        self.tcp.check()
        self._board.record("mqtt-subscribe", topic, {"qos": qos, "client": self._client})
        self._unanswered += 1
        self.tcp.send(len(topic) + 7, lambda: self._subscribed(topic, qos))
        self._board.spend(self._broker.delay_us)

    def unsubscribe(self, topic: str) -> None:
        """Ask to end a subscription; an answer is awaited."""
        self.tcp.check()
        self._unanswered += 1
        self.tcp.send(len(topic) + 6, lambda: self._unsubscribed(topic))
        self._board.spend(self._broker.delay_us)

    def ping(self) -> None:
        """Say that the board is there."""
        self.tcp.send(2, self._pinged)

    def take(self) -> MqttMessage | None:
        """Return the next message; a lost connection is -1, as in `umqtt`."""
        if not self._waiting:
            if not self.tcp.is_usable:
                raise Refused(CONNECTION_CLOSED)
            return None
        message = self._waiting.popleft()
        self.received(message)
        return message

    def received(self, message: MqttMessage) -> None:
        """Note that the program got a message, and acknowledge it."""
        self._board.record("mqtt-receive", message.topic, {"payload": message.payload})
        if message.qos and self._session is not None and self._session.end is self:
            session = self._session
            if self.tcp.is_usable and self._board.services["radio"].is_connected():
                self.tcp.send(4, lambda: session.acknowledge(message))

    def has_message(self) -> bool:
        """Say whether `take` would not return None."""
        return bool(self._waiting) or not self.tcp.is_usable

    def close(self, *, is_lost: bool = False) -> None:
        """Leave: politely, or as a board that loses its power: the broker learns of that by its own means."""
        if self.tcp.is_closed:
            return
        if not is_lost and self._board.services["radio"].reaches():
            self.leave()
        self._tell_loss()
        self.tcp.close()

    def leave(self) -> None:
        if self._session is not None and self._session.end is self:
            self._is_told = True
            self._board.record("mqtt-disconnect", self._client, None)
            self._broker.leave(self._session)

    def end_by_broker(self) -> None:
        """The broker could not read what came."""
        session = self._session
        if session is not None and session.end is self:
            self.tcp.send(2, lambda: self._broker.drop(session))

    # What the broker does.

    def offer(self, message: MqttMessage) -> None:
        """A message for the board is on its way."""
        self.tcp.hear(lambda: self._arrived(message))

    def closed_by_broker(self) -> None:
        """The broker closed the connection."""
        self._tell_loss()
        self.tcp.end()

    def _greeted(self, code: int) -> None:
        pass

    def _arrived(self, message: MqttMessage) -> None:
        if len(self._waiting) >= MAX_WAITING:
            self._waiting.popleft()
        self._waiting.append(message)

    def _answered(self) -> None:
        self._unanswered -= 1

    def _published(self, message: MqttMessage, said: dict[str, Any]) -> None:
        session = self._session
        if session is None or session.end is not self:
            return
        said["delivered"] = self._broker.publish(session, message)
        if message.qos and said["delivered"]:
            self.tcp.hear(self._answered)

    def _subscribed(self, topic: str, qos: int) -> None:
        session = self._session
        if session is None or session.end is not self:
            return
        kept = self._broker.subscribe(session, topic, qos)
        if kept is not None:
            self.tcp.hear(self._answered)
            for message in kept:
                session.give(message)

    def _unsubscribed(self, topic: str) -> None:
        if self._session is not None and self._session.end is self:
            self._broker.hear(self._session)
            self._session.wanted.pop(topic, None)
            self.tcp.hear(self._answered)

    def _pinged(self) -> None:
        if self._session is not None and self._session.end is self:
            self._broker.hear(self._session)

    def _tell_loss(self) -> None:
        if not self._is_told:
            self._is_told = True
            self._board.record("mqtt-lost", self._client, None)
