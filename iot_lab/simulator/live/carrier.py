"""What carries a program's messages to a real broker, and what it tells the program's connection.

All of it happens in the thread of the links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.mqtt.message import MqttMessage


class Carrier(Protocol):
    """A `BrokerSocket` of the program's own, or its share of the kit's (`kit_share.py`)."""

    def send(self, message: MqttMessage, on_done: Callable[[], None] | None = None) -> None: ...

    def subscribe(self, wanted: str, qos: int, on_done: Callable[[], None] | None = None) -> None: ...

    def unsubscribe(self, wanted: str, on_done: Callable[[], None] | None = None) -> None: ...


class ProgramConnection(Protocol):
    """The program's end: what it hears of its connection."""

    def opened(self, carrier: Carrier, close: Callable[[bool], None]) -> None:
        """The broker accepted it; `close(is_polite)` ends it."""

    def refused(self, code: int) -> None:
        """The broker refused it."""

    def lost(self) -> None:
        """It is lost, or never was."""

    def offer(self, message: MqttMessage) -> None:
        """A message arrived."""
