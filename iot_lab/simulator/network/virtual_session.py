"""What the virtual broker keeps of one client (MQTT 3.1.1, 3.1.2.4): subscriptions, will, messages not acknowledged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from iot_lab.mqtt.filters import matches

if TYPE_CHECKING:
    from iot_lab.mqtt.message import MqttMessage
    from iot_lab.mqtt.packets import Connect
    from iot_lab.simulator.agenda import Agenda

MAX_WAITING = 256


class ClientEnd(Protocol):
    """The connection of a client, as the broker sees it."""

    def offer(self, message: MqttMessage) -> None:
        """Send a message to the client."""

    def closed_by_broker(self) -> None: ...


@dataclass(slots=True, eq=False)
class ClientSession:
    """One client, connected (`end`) or not."""

    asked: Connect
    end: ClientEnd | None = None
    wanted: dict[str, int] = field(default_factory=dict)
    unanswered: list[MqttMessage] = field(default_factory=list)
    heard_us: int = 0
    patience: Agenda | None = None

    def qos_for(self, topic: str) -> int | None:
        """Return the highest QoS it subscribed with to a topic, None where it did not."""
        granted = [qos for wanted, qos in self.wanted.items() if matches(wanted, topic)]
        return max(granted) if granted else None

    def give(self, message: MqttMessage) -> None:
        """Send a message, and keep it until it is acknowledged when it must not be lost; the oldest go first."""
        if message.qos:
            self.unanswered.append(message)
            del self.unanswered[:-MAX_WAITING]
        if self.end is not None:
            self.end.offer(message)

    def acknowledge(self, message: MqttMessage) -> None:
        """Forget a message that arrived."""
        self.unanswered[:] = [one for one in self.unanswered if one is not message]
