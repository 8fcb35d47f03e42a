"""A live board's own connection to the room, as the kit's thread of a real board keeps it (docs/protocol.md).

Status with its last will, description and health, log, orders. All methods run in the thread of the links, but where
they say another. It comes back by itself after every loss; the board's programs share it.
"""

from __future__ import annotations

import json
import random
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.info import info_json
from iot_lab.contract.orders import KIT_ORDERS, TIME, time_json, told_time_ms
from iot_lab.contract.topics import OFFLINE, ONLINE, parse
from iot_lab.mqtt.message import MqttMessage
from iot_lab.mqtt.packets import Connect
from iot_lab.simulator.live.broker_socket import BrokerSocket
from iot_lab.simulator.live.kit_share import KitShare
from iot_lab.simulator.live.link_thread import links

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from iot_lab.contract.config import BoardIdentity
    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.simulator.live.carrier import ProgramConnection

KEEPALIVE_S: Final = 60
HEALTH_EVERY_S: Final = 30.0
FIRST_RETRY_S, LAST_RETRY_S = 1.0, 30.0
MOST_LINES: Final = 60
# Orders for a program that is still starting wait for it this long.
MOST_EARLY, EARLY_S = 16, 10.0


class KitLink:
    """One board's connection. `facts()` gives what `info` says of the board now; `obey(order, payload)` gets orders."""

    def __init__(
        self, broker: BrokerAddress, facts: Callable[[], dict[str, Any]], obey: Callable[[str, bytes], None]
    ) -> None:
        self._broker = broker
        self._facts, self._obey = facts, obey
        self._identity: BoardIdentity | None = None
        self._socket: BrokerSocket | None = None
        self._program: ProgramConnection | None = None
        self._share: KitShare | None = None
        self._of_program: dict[str, Any] = {"series": {}}
        self._lines: deque[str] = deque(maxlen=MOST_LINES)
        self._early: deque[tuple[float, MqttMessage]] = deque(maxlen=MOST_EARLY)
        self._retry_s = FIRST_RETRY_S
        self._timers: list[asyncio.TimerHandle] = []
        self._time: tuple[int, float] | None = None

    @property
    def is_open(self) -> bool:
        """Whether the board is online."""
        return self._socket is not None and self._socket.is_open

    def is_same_client(self, asked: Connect) -> bool:
        """Say whether a program connects as the board itself (from the board's thread)."""
        me = self._identity
        if me is None or (asked.username, asked.password) != (me.name, me.secret.encode()):
            return False
        return asked.client_id in (me.client_id, me.name)

    # Coming and going.

    def up(self, identity: BoardIdentity) -> None:
        """Come online, and stay so."""
        self.down()
        self._identity, self._retry_s = identity, FIRST_RETRY_S
        self._open()

    def down(self) -> None:
        """Vanish, as a board without power does: the broker publishes the last will."""
        self._identity = None
        self._forget_timers()
        socket, self._socket = self._socket, None
        if socket is not None:
            socket.close(is_polite=False)
        self._lose_program()

    def _open(self) -> None:
        me = self._identity
        if me is None:
            return
        will = MqttMessage(f"{me.root}status", OFFLINE.encode(), 1, is_retained=True)
        asked = Connect(me.client_id, True, KEEPALIVE_S, me.name, me.secret.encode(), will)
        socket = self._socket = BrokerSocket(self._broker, asked, lambda: self._look_at(socket), self._take)
        links.begin(socket.connect())

    def _look_at(self, socket: BrokerSocket) -> None:
        """React to a socket that was accepted, refused or lost."""
        if socket is not self._socket:
            return
        if socket.is_open:
            self._announce(socket)
            return
        if self._program is not None and self._share is None and socket.code:
            self._program.refused(socket.code)
            self._program = None
        if socket.error is None:
            return
        self._socket = None
        self._lose_program()
        self._forget_timers()
        # Boards that lost the room together do not come back together.
        self._timers.append(links.later(self._retry_s * random.uniform(0.5, 1.0), self._open))  # noqa: S311
        self._retry_s = min(LAST_RETRY_S, 2 * self._retry_s)

    def _announce(self, socket: BrokerSocket) -> None:
        me = self._identity
        if me is None:
            return
        self._retry_s = FIRST_RETRY_S
        socket.subscribe(f"{me.root}do/#", 1)
        self.describe()
        socket.send(MqttMessage(f"{me.root}status", ONLINE.encode(), 1, is_retained=True))
        self.say([])
        if self._program is not None:
            self.share_with(self._program)
        self._timers.append(links.later(HEALTH_EVERY_S * random.uniform(0.5, 1.0), self._tell_health))  # noqa: S311

    # What the board says.

    def describe(self) -> None:
        """Say what the board is and how it is."""
        if self._socket is not None and self._socket.is_open and self._identity is not None:
            info = info_json({**self._facts(), **self._of_program})
            self._socket.send(MqttMessage(f"{self._identity.root}info", info, 1, is_retained=True))

    def say(self, lines: list[str]) -> None:
        """Send lines of log; they wait while the board is offline, the last MOST_LINES."""
        self._lines.extend(lines)
        if self._lines and self._socket is not None and self._socket.is_open and self._identity is not None:
            self._socket.send(MqttMessage(f"{self._identity.root}log", "\n".join(self._lines).encode()))
            self._lines.clear()

    def answer(self, order: str, said: dict[str, Any]) -> None:
        """Answer an order; lost where the board is offline."""
        if self._socket is not None and self._socket.is_open and self._identity is not None:
            self._socket.send(MqttMessage(f"{self._identity.root}done/{order}", json.dumps(said).encode(), 1))

    def take_facts(self, facts: dict[str, Any]) -> None:
        """Take what only a program knows: its series and their units, its memory, its queue."""
        is_news = facts["series"] != self._of_program["series"]
        self._of_program = facts
        if is_news:
            self.describe()

    def _tell_health(self) -> None:
        self.describe()
        self._timers = [links.later(HEALTH_EVERY_S, self._tell_health)]

    # What the board hears.

    def _time_again(self) -> MqttMessage | None:
        """Return the room's time as it is now, if it was ever told."""
        if self._time is None or self._identity is None:
            return None
        then_ms, told_s = self._time
        now_ms = then_ms + round((links.now_s() - told_s) * 1000)
        return MqttMessage(f"{self._identity.root}do/{TIME}", time_json(now_ms), 1)

    def _take(self, message: MqttMessage) -> None:
        topic = parse(message.topic)
        me = self._identity
        is_mine = (
            topic is not None and me is not None and (topic.room, topic.board, topic.part) == (me.room, me.name, "do")
        )
        if topic is not None and is_mine and topic.name in KIT_ORDERS:
            # A retained order would come again at each return; an order is never retained.
            if not message.is_retained:
                self._obey(topic.name, message.payload)
            return
        if topic is not None and is_mine and topic.name == TIME:
            self._note_time(message.payload)
            if self._share is not None:
                self._share.offer(message)
            return
        if self._share is None or not self._share.offer(message):
            self._early.append((links.now_s(), message))

    def _missed(self) -> list[MqttMessage]:
        """Return what a program that subscribes now has missed: the time as it is, orders that nobody heard, once."""
        found = [message for told_s, message in self._early if links.now_s() - told_s < EARLY_S]
        self._early.clear()
        time = self._time_again()
        return [time, *found] if time is not None else found

    def _note_time(self, payload: bytes) -> None:
        then_ms = told_time_ms(payload)
        if then_ms is not None:
            self._time = then_ms, links.now_s()

    # The program's share.

    def share_with(self, program: ProgramConnection) -> None:
        """Let a program use this connection, from now or from when it is open; a newer one replaces it."""
        if self._program is not program:
            self._lose_program()
            self._program = program
        if self._identity is None:
            self._lose_program()
        elif self._socket is None:
            self._forget_timers()
            self._open()
        elif self._socket.is_open:
            share = self._share = KitShare(
                self._socket, self._identity.root, program.offer, self.take_facts, self._missed
            )
            program.opened(share, lambda _: self._leave(share))

    def _leave(self, share: KitShare) -> None:
        share.leave()
        if share is self._share:
            self._program = self._share = None

    def _lose_program(self) -> None:
        program, self._program, self._share = self._program, None, None
        if program is not None:
            program.lost()

    def _forget_timers(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
