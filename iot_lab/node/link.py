"""The computer's connection to the room: one MQTT client a connection, its queue sent in order, nothing kept by paho.

What was not acknowledged when a connection ends is sent again by the next, from the outbox. All is done in one thread
of its own; paho's thread only reports.
"""

from __future__ import annotations

import contextlib
import json
import logging
import random
import ssl
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Final

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode

from iot_lab.node.errors import RoomSilent, RoomUnreachable, SecretRefused
from iot_lab.node.orders import room_time_ms
from iot_lab.node.payloads import LOG_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.errors import LabError
    from iot_lab.node.clock import RoomClock
    from iot_lab.node.node_file import BrokerPlace
    from iot_lab.node.outbox import Outbox
    from iot_lab.node.payloads import Payloads

KEEPALIVE_S: Final = 60
CONNECT_S: Final = 5.0
HEALTH_S: Final = 30.0
SILENT_S: Final = 15.0
"""A hub tells a board the time as soon as it comes online (docs/protocol.md, do/time)."""
GOODBYE_S: Final = 1.0
FIRST_PAUSE_S, LAST_PAUSE_S = 1.0, 30.0
IN_FLIGHT: Final = 20
MOST_LOG_LINES: Final = 200
_REFUSED: Final = frozenset({"Bad user name or password", "Not authorized"})
_logger = logging.getLogger(__name__)


class Link:
    """`on_order(name, payload)` gets each order but the time; `report` why we are not in the room, None once we are."""

    def __init__(
        self,
        payloads: Payloads,
        secret: str,
        broker: BrokerPlace,
        outbox: Outbox,
        clock: RoomClock,
        *,
        info: Callable[[str], str],
        on_order: Callable[[str, bytes], None],
        report: Callable[[LabError | None], None],
    ) -> None:
        self._payloads, self._secret, self._broker = payloads, secret, broker
        self._outbox, self._clock = outbox, clock
        self._info, self._on_order, self._report = info, on_order, report
        self._changed = threading.Condition()
        self._answers: deque[tuple[str, dict[str, Any]]] = deque()
        self._log: deque[str] = deque(maxlen=MOST_LOG_LINES)
        self._is_stopping = False
        self._is_info_due = True
        self._thread = threading.Thread(target=self._run, name="node-link", daemon=True)

    def start(self) -> None:
        """Begin to connect; an absent room is tried again for ever."""
        self._thread.start()

    def stop(self) -> None:
        """Say goodbye and end, within some seconds."""
        with self._changed:
            self._is_stopping = True
            self._changed.notify_all()
        self._thread.join(CONNECT_S + 1)

    def wake(self, *, has_new_info: bool = False) -> None:
        """Send what came into the outbox; `info` too where it changed."""
        with self._changed:
            self._is_info_due = self._is_info_due or has_new_info
            self._changed.notify_all()

    def answer(self, order: str, content: dict[str, Any]) -> None:
        """Answer an order, now or once the board is in the room again."""
        with self._changed:
            self._answers.append((order, content))
            self._changed.notify_all()

    def log(self, line: str) -> None:
        """Publish a line on the board's `log`; the last 200 wait while the room is away."""
        with self._changed:
            self._log.append(line)
            self._changed.notify_all()

    def _run(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._is_stopping:
            try:
                if self._stay():
                    pause_s = FIRST_PAUSE_S
            except Exception:
                # A fault of ours: the readings go on into the queue, and the next connection may do better.
                _logger.exception("the connection to the room")
            with self._changed:
                self._changed.wait_for(lambda: self._is_stopping, pause_s * random.uniform(0.8, 1.2))  # noqa: S311
            pause_s = min(LAST_PAUSE_S, 2 * pause_s)

    def _stay(self) -> bool:
        """Connect and serve until the connection ends; say whether the room took the board in."""
        connection = _Connection(self._payloads, self._secret, self._broker, self._changed)
        try:
            trouble = connection.open()
            if trouble is not None:
                self._report(trouble)
                return False
            self._report(None)
            self._serve(connection)
            return True
        finally:
            connection.close(is_polite=self._is_stopping)
            self._take_in(connection)

    def _serve(self, connection: _Connection) -> None:
        connection.publish("status", "online", is_retained=True)
        begin_s = next_info_s = time.monotonic()
        has_warned = False
        while connection.is_open:
            if self._is_info_due or time.monotonic() >= next_info_s:
                self._is_info_due = False
                next_info_s = time.monotonic() + HEALTH_S
                connection.publish("info", self._info(connection.own_address), is_retained=True)
            self._take_in(connection)
            self._send(connection)
            if not has_warned and not connection.was_told_time and time.monotonic() - begin_s > SILENT_S:
                has_warned = True
                self._report(RoomSilent(room=self._payloads.room, broker=self._broker))
            if self._is_stopping:
                return
            with self._changed:
                if not self._has_work(connection):
                    self._changed.wait(max(0.0, min(1.0, next_info_s - time.monotonic())))

    def _has_work(self, connection: _Connection) -> bool:
        has_room = len(connection.in_flight) < IN_FLIGHT and bool(self._outbox.after(connection.last_place, 1))
        return bool(
            has_room or self._answers or self._log or connection.has_news or self._is_info_due or self._is_stopping
        )

    def _take_in(self, connection: _Connection) -> None:
        """Handle what arrived: acknowledgements, orders, the time."""
        place = connection.take_acknowledged()
        if place:
            self._outbox.sent(place)
        for order, payload in connection.take_orders():
            if order != "time":
                self._on_order(order, payload)
            elif (told_ms := room_time_ms(payload)) is not None:
                self._clock.told(told_ms, time.time_ns() // 1_000_000)

    def _send(self, connection: _Connection) -> None:
        while self._answers and connection.is_open:
            order, content = self._answers[0]
            connection.publish(f"done/{order}", json.dumps(content))
            self._answers.popleft()
        if self._log:
            lines = [self._log.popleft() for _ in range(len(self._log))]
            text = "\n".join(lines).encode()[-LOG_BYTES:].decode("utf-8", "ignore")
            connection.publish("log", text, qos=0)
        for sample in self._outbox.after(connection.last_place, IN_FLIGHT - len(connection.in_flight)):
            is_of_this_run = sample.place >= self._outbox.first_new_place
            connection.announce(self._payloads.discoveries(sample))
            topic, payload = self._payloads.sample(sample, self._clock.offset_ms if is_of_this_run else 0)
            connection.publish_sample(topic, payload, sample.place)


class _Connection:
    """One connection, from CONNECT to its end; `changed` is notified of all that happens on it."""

    def __init__(self, payloads: Payloads, secret: str, broker: BrokerPlace, changed: threading.Condition) -> None:
        self._root, self._name, self._broker, self._changed = payloads.root, payloads.name, broker, changed
        self._reason: str | None = None
        self._announced: set[str] = set()
        self._orders: list[tuple[str, bytes]] = []
        self._acknowledged: set[int] = set()
        self._is_subscribed = False
        self.in_flight: deque[tuple[int, int]] = deque()
        """(message id, place) of samples that the broker did not acknowledge yet."""
        self.last_place = 0
        self.is_open = False
        self.was_told_time = False
        client = paho.Client(CallbackAPIVersion.VERSION2, payloads.name, clean_session=True, reconnect_on_failure=False)
        client.username_pw_set(payloads.name, secret)
        client.will_set(f"{payloads.root}status", "offline", qos=1, retain=True)
        client.max_inflight_messages_set(4 * IN_FLIGHT)
        client.connect_timeout = CONNECT_S
        if broker.is_encrypted:
            client.tls_set_context(ssl.create_default_context())
        client.on_connect, client.on_disconnect = self._on_connect, self._on_disconnect
        client.on_subscribe, client.on_message, client.on_publish = (
            self._on_subscribe,
            self._on_message,
            self._on_publish,
        )
        self._client = client

    @property
    def has_news(self) -> bool:
        """Whether something arrived that was not taken yet."""
        return bool(self._orders or self._acknowledged)

    @property
    def own_address(self) -> str:
        """The computer's address on the way to the room."""
        inner: Any = self._client.socket()
        try:
            return str(inner.getsockname()[0]) if inner is not None else ""
        except OSError:
            return ""

    def open(self) -> LabError | None:
        """Connect and subscribe to the orders; return what kept us out, None when we are in."""
        try:
            self._client.connect(self._broker.host, self._broker.port, KEEPALIVE_S)
        except (OSError, ValueError) as error:
            return RoomUnreachable(broker=self._broker, problem=getattr(error, "strerror", None) or str(error))
        self._client.loop_start()
        with self._changed:
            self._changed.wait_for(lambda: self._is_subscribed or self._reason is not None, CONNECT_S)
            self.is_open = self._is_subscribed and self._reason is None
        if self.is_open:
            return None
        if self._reason in _REFUSED:
            return SecretRefused(name=self._name, broker=self._broker)
        return RoomUnreachable(broker=self._broker, problem=self._reason or "CONNACK")

    def close(self, *, is_polite: bool) -> None:
        """End the connection; politely, the room is told that the board leaves."""
        if is_polite and self.is_open:
            said = self._client.publish(f"{self._root}status", "offline", qos=1, retain=True)
            with contextlib.suppress(RuntimeError):
                said.wait_for_publish(GOODBYE_S)
        self._client.disconnect()
        self._client.loop_stop()

    def publish(self, leaf: str, text: str, *, qos: int = 1, is_retained: bool = False) -> None:
        """Publish under the board's prefix."""
        self._client.publish(self._root + leaf, text, qos, is_retained)

    def announce(self, discoveries: list[tuple[str, str]]) -> None:
        """Publish those of these retained messages that this connection did not publish yet."""
        for topic, payload in discoveries:
            if topic not in self._announced:
                self._announced.add(topic)
                self._client.publish(topic, payload, 1, retain=True)

    def publish_sample(self, topic: str, payload: str, place: int) -> None:
        """Publish a sample; its place is among the acknowledged ones once the broker has it."""
        # Without our lock: paho holds one of its own while it reports an acknowledgement.
        sent = self._client.publish(topic, payload, 1)
        if sent.rc != MQTTErrorCode.MQTT_ERR_SUCCESS:
            self._end(str(sent.rc))
            return
        self.in_flight.append((sent.mid, place))
        self.last_place = place

    def take_acknowledged(self) -> int:
        """Return the place up to which all samples were acknowledged since the last call, 0 where there is none."""
        with self._changed:
            place = 0
            while self.in_flight and self.in_flight[0][0] in self._acknowledged:
                number, place = self.in_flight.popleft()
                self._acknowledged.discard(number)
            # What is left are other messages, and samples behind one that is still on its way.
            self._acknowledged &= {number for number, _ in self.in_flight}
            return place

    def take_orders(self) -> list[tuple[str, bytes]]:
        """Return the orders that arrived since the last call: name, payload."""
        with self._changed:
            orders, self._orders = self._orders, []
            return orders

    def _on_connect(self, client: paho.Client, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        if reason.is_failure:
            self._end(str(reason))
        else:
            client.subscribe(f"{self._root}do/#", qos=1)

    def _on_subscribe(self, *_arguments: Any) -> None:
        with self._changed:
            self._is_subscribed = True
            self._changed.notify_all()

    def _on_disconnect(self, _client: Any, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        self._end(str(reason))

    def _on_publish(self, _client: Any, _data: Any, number: int, *_arguments: Any) -> None:
        with self._changed:
            self._acknowledged.add(number)
            self._changed.notify_all()

    def _on_message(self, _client: Any, _data: Any, message: paho.MQTTMessage) -> None:
        order = message.topic.removeprefix(f"{self._root}do/")
        with self._changed:
            self.was_told_time = self.was_told_time or order == "time"
            self._orders.append((order, bytes(message.payload)))
            self._changed.notify_all()

    def _end(self, reason: str) -> None:
        with self._changed:
            self._reason = self._reason or reason
            self.is_open = False
            self._changed.notify_all()
