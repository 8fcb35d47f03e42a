"""A real broker for the program of a live board: connections in the thread of the links, waited for in the board's.

A program may reach this one broker and nothing else. What happens in the thread of the links is only noted, and wakes
the board. A program that is the board itself (its own name and secret) shares the board's connection (`kit_link.py`).
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from iot_lab.simulator.errno import ECONNREFUSED, ECONNRESET, EHOSTUNREACH, ETIMEDOUT, Refused
from iot_lab.simulator.live.broker_socket import BrokerSocket
from iot_lab.simulator.live.link_thread import links
from iot_lab.simulator.live.real_lan import RealLan
from iot_lab.simulator.network.mqtt_link import ConnectRefused, ConnectRequest, MqttConnection

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.mqtt.message import MqttMessage
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.live.carrier import Carrier
    from iot_lab.simulator.live.kit_link import KitLink

ANSWER_TIMEOUT_US = 5_000_000
CONNECTION_CLOSED = -1
MAX_WAITING = 256
LONGEST_TOPIC_BYTES = 65_535


class RealBroker:
    """Opens the connections of one board's programs to the broker at `host`:`port`; `kit` is the board's own.

    Sockets reach that broker and `packages`, the room's index of packages (real_lan.py), and nothing else.
    """

    def __init__(
        self, address: BrokerAddress, kit: KitLink | None = None, packages: Callable[[str], bytes | None] | None = None
    ) -> None:
        self._address = address
        self.lan = RealLan(*address.places, packages=packages)
        self._kit = kit

    def open(self, board: Board, request: ConnectRequest) -> MqttConnection:
        """Connect and wait for the broker's answer."""
        if (request.host, request.port) not in self._address.places:
            raise Refused(EHOSTUNREACH)
        connection = RealConnection(board, self._address, request)
        is_own = self._kit is not None and self._kit.is_same_client(request.asked)
        try:
            connection.connect(self._kit if is_own else None)
        except BaseException:
            connection.close(is_lost=True)
            raise
        asked = request.asked
        board.record("mqtt-connect", asked.client_id, {"user": asked.username, "will": asked.will})
        return connection


class RealConnection:
    """One client, seen from the board's thread; its methods return once the broker has answered."""

    outlives_wifi = False
    session_present = False
    has_answer = True

    def __init__(self, board: Board, address: BrokerAddress, request: ConnectRequest) -> None:
        self._board = board
        self._address, self._request = address, request
        self._waiting: deque[MqttMessage] = deque(maxlen=MAX_WAITING)
        self._carrier: Carrier | None = None
        self._close_carrier: Callable[[bool], None] = lambda _: None
        self._code: int | None = None
        self._is_lost = False

    @property
    def is_open(self) -> bool:
        """Whether it was accepted and is not lost."""
        return self._code == 0 and not self._is_lost

    def connect(self, kit: KitLink | None) -> None:
        """Connect by a socket of its own, or share the kit's."""
        links.call(self._share if kit else self._open_socket, *([kit] if kit else []))
        self._wait(lambda: self._code is not None or self._is_lost)
        if self._code:
            raise ConnectRefused(self._code)
        if self._code is None:
            raise Refused(ECONNREFUSED if self._is_lost else ETIMEDOUT)

    def publish(self, message: MqttMessage) -> None:
        """Send; with QoS 1 wait for the acknowledgement."""
        self._check()
        said = {"payload": message.payload, "qos": message.qos, "retained": message.is_retained}
        self._board.record("mqtt-publish", message.topic, {**said, "client": self._request.asked.client_id})
        if message.qos:
            self._ask(lambda carrier, done: carrier.send(message, done))
        else:
            links.call(self._send, message)

    def subscribe(self, topic: str, qos: int) -> None:
        """Subscribe and wait for SUBACK."""
        self._check()
        self._board.record("mqtt-subscribe", topic, {"qos": qos, "client": self._request.asked.client_id})
        self._ask(lambda carrier, done: carrier.subscribe(topic, qos, done))

    def unsubscribe(self, topic: str) -> None:
        """Unsubscribe and wait for UNSUBACK."""
        self._check()
        self._ask(lambda carrier, done: carrier.unsubscribe(topic, done))

    def ping(self) -> None:
        """The socket pings by itself."""
        self._check()

    def take(self) -> MqttMessage | None:
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
        """Leave, with DISCONNECT or (`is_lost`) without."""
        self._is_lost = True
        links.call(self._let_go, is_lost)

    def end_by_broker(self) -> None:
        """Leave without DISCONNECT: the broker publishes the will."""
        self.close(is_lost=True)

    def _check(self) -> None:
        if not self.is_open:
            raise Refused(ECONNRESET)

    def _ask(self, act: Callable[[Carrier, Callable[[], None]], None]) -> None:
        """Do something in the thread of the links and wait until the broker acknowledged it."""
        answered: list[bool] = []

        def done() -> None:
            answered.append(True)
            self._wake()

        links.call(self._with_carrier, act, done)
        if not self._wait(lambda: bool(answered) or self._is_lost):
            raise Refused(ETIMEDOUT)
        if not answered:
            raise Refused(ECONNRESET)

    def _wait(self, is_done: Callable[[], bool]) -> bool:
        return self._board.wait_for(is_done, self._board.now_us + ANSWER_TIMEOUT_US)

    # In the thread of the links.

    def opened(self, carrier: Carrier, close: Callable[[bool], None]) -> None:
        """The broker accepted it."""
        self._carrier, self._close_carrier, self._code = carrier, close, 0
        self._wake()

    def refused(self, code: int) -> None:
        """The broker refused it."""
        self._code = code
        self._wake()

    def lost(self) -> None:
        """It is lost, or never was."""
        self._is_lost = True
        self._wake()

    def offer(self, message: MqttMessage) -> None:
        """A message arrived; a program that never reads loses the oldest."""
        self._waiting.append(message)
        self._wake()

    def _open_socket(self) -> None:
        socket = BrokerSocket(self._address, self._request.asked, lambda: self._look_at(socket), self.offer)
        self._close_carrier = lambda is_polite: socket.close(is_polite=is_polite)
        links.begin(socket.connect())

    def _look_at(self, socket: BrokerSocket) -> None:
        if socket.is_open:
            self.opened(socket, lambda is_polite: socket.close(is_polite=is_polite))
        elif socket.code:
            self.refused(socket.code)
        else:
            self.lost()

    def _share(self, kit: KitLink) -> None:
        kit.share_with(self)

    def _send(self, message: MqttMessage) -> None:
        if self._carrier is not None:
            self._carrier.send(message)

    def _with_carrier(self, act: Callable[[Carrier, Callable[[], None]], None], done: Callable[[], None]) -> None:
        if self._carrier is not None and not self._is_lost:
            act(self._carrier, done)

    def _let_go(self, is_lost: bool) -> None:
        self._close_carrier(not is_lost)

    def _wake(self) -> None:
        self._board.post(_nothing)


def _nothing() -> None:
    pass
