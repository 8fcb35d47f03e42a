"""How a simulated board reaches a broker: one interface for the virtual one and the real one (`*_broker.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from iot_lab.mqtt.message import MqttMessage
    from iot_lab.mqtt.packets import Connect
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.network.lan import Lan


@dataclass(frozen=True, slots=True)
class ConnectRequest:
    """Where a client connects, what it says there, and how long it waits for an answer."""

    host: str
    port: int
    asked: Connect
    timeout_us: int | None = None


class ConnectRefused(Exception):
    """The broker answered CONNACK with a code other than 0 (MQTT 3.1.1, table 3.1)."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class MqttConnection(Protocol):
    """One open connection. Methods raise `errno.Refused` with an ESP32's errno when it is lost."""

    @property
    def outlives_wifi(self) -> bool:
        """Whether it may go on after the Wi-Fi was lost for a while."""

    @property
    def session_present(self) -> bool:
        """Whether the broker knew this client (3.2.2.2)."""

    @property
    def has_answer(self) -> bool:
        """Whether all that was published or asked with the wish for an answer has it."""

    @property
    def is_open(self) -> bool:
        """Whether it can still be used."""

    def publish(self, message: MqttMessage) -> None:
        """Send; with QoS 1, return once it is acknowledged or leave that to `has_answer`."""

    def subscribe(self, topic: str, qos: int) -> None:
        """Subscribe, acknowledged as a message with QoS 1 is."""

    def unsubscribe(self, topic: str) -> None:
        """Unsubscribe, acknowledged as a message with QoS 1 is."""

    def ping(self) -> None:
        """Tell the broker that the client is there."""

    def take(self) -> MqttMessage | None:
        """Return the next message that arrived, None when there is none yet."""

    def has_message(self) -> bool:
        """Say whether `take` would return one, or fail."""

    def close(self, *, is_lost: bool = False) -> None:
        """Disconnect, politely or (`is_lost`) as a failing network does."""

    def end_by_broker(self) -> None:
        """The broker could not read what came, and closes the connection; the will is published."""


class MqttLink(Protocol):
    """What opens connections; `lan` is where sockets lead."""

    @property
    def lan(self) -> Lan:
        """The network for sockets."""

    def open(self, board: Board, request: ConnectRequest) -> MqttConnection:
        """Connect; raises ConnectRefused, or Refused with an errno."""
