"""The computer's connection to the room: one MQTT client a connection, its queue sent in order, nothing kept by paho.

What was not acknowledged when a connection ends is sent again by the next, from the outbox. All is done in one thread
of its own; paho's thread only reports.
"""

from __future__ import annotations

import json
import logging
import random
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.limits import LOG_BYTES
from iot_lab.contract.orders import TIME, told_time_ms
from iot_lab.contract.topics import ONLINE
from iot_lab.mqtt.client import CONNECT_S
from iot_lab.node.connection import IN_FLIGHT, Connection
from iot_lab.node.errors import RoomSilent
from iot_lab.threads import PermanentThread

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.errors import LabError
    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.node.clock import RoomClock
    from iot_lab.node.outbox import Outbox
    from iot_lab.node.payloads import Payloads

HEALTH_S: Final = 30.0
SILENT_S: Final = 15.0
"""A hub tells a board the time as soon as it comes online (docs/protocol.md, do/time)."""
FIRST_PAUSE_S, LAST_PAUSE_S = 1.0, 30.0
MOST_LOG_LINES: Final = 200
_logger = logging.getLogger(__name__)


class Link:
    """`on_order(name, payload)` gets each order but the time; `report` why we are not in the room, None once we are."""

    def __init__(
        self,
        payloads: Payloads,
        secret: str,
        broker: BrokerAddress,
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
        self._thread = PermanentThread("node-link", self._run, is_over=lambda: self._is_stopping)

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
        connection = Connection(self._payloads, self._secret, self._broker, self._changed)
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

    def _serve(self, connection: Connection) -> None:
        connection.publish("status", ONLINE, is_retained=True)
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

    def _has_work(self, connection: Connection) -> bool:
        has_room = len(connection.in_flight) < IN_FLIGHT and bool(self._outbox.after(connection.last_place, 1))
        return bool(
            has_room or self._answers or self._log or connection.has_news or self._is_info_due or self._is_stopping
        )

    def _take_in(self, connection: Connection) -> None:
        """Handle what arrived: acknowledgements, orders, the time."""
        place = connection.take_acknowledged()
        if place:
            self._outbox.sent(place)
        for order, payload in connection.take_orders():
            if order != TIME:
                self._on_order(order, payload)
            elif (told_ms := told_time_ms(payload)) is not None:
                self._clock.told(told_ms, time.time_ns() // 1_000_000)

    def _send(self, connection: Connection) -> None:
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
