"""The broker of a scenario: it lives in the board's agenda and takes part in its virtual time."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import ECONNREFUSED, ECONNRESET, Refused
from iot_lab.simulator.mqtt_link import Connection, ConnectRefused, Message, Session

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.world.scenario import Arrival, BrokerThere

NOT_AUTHORISED = 5
CONNECTION_CLOSED = -1
MAX_WAITING = 256


class VirtualBroker:
    """Knows the scenario's accounts, retained messages and outages; delivers what others publish."""

    def __init__(self, board: Board, there: BrokerThere | None) -> None:
        self._board = board
        self._there = there
        self._retained: dict[str, Message] = {}
        self._connections: list[VirtualConnection] = []
        for arrival in there.arrivals if there else ():
            board.schedule(round(arrival.t_s * 1e6), lambda arrival=arrival: self._arrive(arrival))  # type: ignore[misc]
        for outage in there.outages if there else ():
            board.schedule(round(outage.start_s * 1e6), self._drop_all)

    @property
    def delay_us(self) -> int:
        """How long an answer takes."""
        return round(self._there.delay_s * 1e6) if self._there else 0

    def open(self, board: Board, session: Session) -> Connection:
        """Connect as the scenario allows."""
        board.spend(2 * self.delay_us)
        now_s = board.now_us / 1e6
        if self._there is None or any(outage.holds(now_s) for outage in self._there.outages):
            raise Refused(ECONNREFUSED)
        accounts = self._there.accounts
        if (
            accounts is not None
            and (session.user, (session.password or b"").decode("utf-8", "replace")) not in accounts
        ):
            board.record("mqtt-refused", session.client, NOT_AUTHORISED)
            raise ConnectRefused(NOT_AUTHORISED)
        connection = VirtualConnection(board, self, session)
        self._connections.append(connection)
        board.record("mqtt-connect", session.client, {"user": session.user, "will": session.will})
        return connection

    def deliver(self, message: Message) -> None:
        """Give a message to every connection that subscribed to its topic, and keep it when it is retained."""
        if message.is_retained:
            self._retained[message.topic] = message
        for connection in self._connections:
            connection.offer(message)

    def retained(self, wanted: str) -> list[Message]:
        """Return the retained messages that a new subscription gets."""
        return [message for topic, message in sorted(self._retained.items()) if matches(wanted, topic)]

    def forget(self, connection: VirtualConnection) -> None:
        """Drop a closed connection."""
        if connection in self._connections:
            self._connections.remove(connection)

    def _arrive(self, arrival: Arrival) -> None:
        self.deliver(Message(arrival.topic, arrival.payload, 1, arrival.is_retained))

    def _drop_all(self) -> None:
        for connection in list(self._connections):
            connection.close(is_lost=True)


class VirtualConnection:
    """One client of the virtual broker."""

    def __init__(self, board: Board, broker: VirtualBroker, session: Session) -> None:
        self._board = board
        self._broker = broker
        self._session = session
        self._wanted: list[str] = []
        self._waiting: deque[Message] = deque()
        self.is_open = True

    def publish(self, message: Message) -> None:
        """Deliver at once; an acknowledgement takes the scenario's delay."""
        self._check()
        said = {"payload": message.payload, "qos": message.qos, "retained": message.is_retained}
        self._board.record("mqtt-publish", message.topic, {**said, "client": self._session.client})
        self._broker.deliver(message)
        self._board.spend(self._broker.delay_us if message.qos else 500)

    def subscribe(self, topic: str, qos: int) -> None:
        """Subscribe; retained messages wait from now on."""
        self._check()
        self._wanted.append(topic)
        self._board.record("mqtt-subscribe", topic, {"qos": qos, "client": self._session.client})
        self._board.spend(self._broker.delay_us)
        self._waiting.extend(self._broker.retained(topic))

    def unsubscribe(self, topic: str) -> None:
        """Forget every subscription to that filter."""
        self._check()
        self._wanted = [wanted for wanted in self._wanted if wanted != topic]
        self._board.spend(self._broker.delay_us)

    def take(self) -> Message | None:
        """Return the next message; a lost connection is -1, as in `umqtt`."""
        if not self._waiting:
            if not self.is_open:
                raise Refused(CONNECTION_CLOSED)
            return None
        message = self._waiting.popleft()
        self._board.record("mqtt-receive", message.topic, {"payload": message.payload})
        return message

    def has_message(self) -> bool:
        """Say whether `take` would not return None."""
        return bool(self._waiting) or not self.is_open

    def offer(self, message: Message) -> None:
        """Queue a message that this client subscribed to; a client that never reads loses the oldest."""
        if any(matches(wanted, message.topic) for wanted in self._wanted):
            if len(self._waiting) >= MAX_WAITING:
                self._waiting.popleft()
            self._waiting.append(message)

    def close(self, *, is_lost: bool = False) -> None:
        """Leave the broker."""
        if not self.is_open:
            return
        self.is_open = False
        self._broker.forget(self)
        self._board.record("mqtt-lost" if is_lost else "mqtt-disconnect", self._session.client, None)

    def _check(self) -> None:
        if not self.is_open:
            raise Refused(ECONNRESET)


def matches(wanted: str, topic: str) -> bool:
    """Say whether a topic filter takes a topic (MQTT 3.1.1, 4.7)."""
    levels = topic.split("/")
    wanted_levels = wanted.split("/")
    if topic.startswith("$") and wanted_levels[0] in ("#", "+"):
        return False
    for index, level in enumerate(wanted_levels):
        if level == "#":
            return True
        if index >= len(levels) or level not in ("+", levels[index]):
            return False
    return len(wanted_levels) == len(levels)
