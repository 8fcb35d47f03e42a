"""A program's share of its board's connection: what it may say and hear there, and what the kit keeps for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iot_lab.contract.info import facts_of_program
from iot_lab.mqtt.filters import matches

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.mqtt.message import MqttMessage
    from iot_lab.simulator.live.broker_socket import BrokerSocket


class KitShare:
    """What carries one program's messages over the kit's socket, in the thread of the links."""

    def __init__(
        self,
        socket: BrokerSocket,
        root: str,
        hear: Callable[[MqttMessage], None],
        take_facts: Callable[[dict[str, Any]], None],
        missed: Callable[[], list[MqttMessage]],
    ) -> None:
        self._socket, self._root, self._hear = socket, root, hear
        self._take_facts, self._missed = take_facts, missed
        self._wanted: list[str] = []

    def send(self, message: MqttMessage, on_done: Callable[[], None] | None = None) -> None:
        """Publish; the board's status is the kit's, and of its description only what the kit cannot know is taken."""
        if message.topic == f"{self._root}status":
            _do(on_done)
        elif message.topic == f"{self._root}info":
            self._take_facts(facts_of_program(message.payload))
            _do(on_done)
        else:
            self._socket.send(message, on_done)

    def subscribe(self, wanted: str, qos: int, on_done: Callable[[], None] | None = None) -> None:
        """Subscribe; the kit receives the board's orders already, and says the time again."""
        self._wanted.append(wanted)
        if self._is_about_orders(wanted):
            _do(on_done)
        else:
            self._socket.subscribe(wanted, qos, on_done)
        for message in self._missed():
            if matches(wanted, message.topic):
                self._hear(message)

    def unsubscribe(self, wanted: str, on_done: Callable[[], None] | None = None) -> None:
        """Forget a subscription."""
        self._wanted = [one for one in self._wanted if one != wanted]
        if self._is_about_orders(wanted):
            _do(on_done)
        else:
            self._socket.unsubscribe(wanted, on_done)

    def offer(self, message: MqttMessage) -> bool:
        """Hand on a message if the program subscribed to it; says whether it did."""
        is_wanted = any(matches(wanted, message.topic) for wanted in self._wanted)
        if is_wanted:
            self._hear(message)
        return is_wanted

    def leave(self) -> None:
        """Take back the subscriptions; the kit's connection stays."""
        for wanted in self._wanted:
            if self._socket.is_open and not self._is_about_orders(wanted):
                self._socket.unsubscribe(wanted)
        self._wanted = []

    def _is_about_orders(self, wanted: str) -> bool:
        return wanted.startswith(f"{self._root}do/")


def _do(act: Callable[[], None] | None) -> None:
    if act is not None:
        act()
