"""How a program joined the network: its attempts at Wi-Fi, its connections to the broker and their last wills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.grading.link_words import ConnectionWords, WifiWords
from iot_lab.grading.pins import US_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iot_lab.simulator.board import Event
    from iot_lab.simulator.network.mqtt_link import Message


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection to the broker: when, under which client identity and user, with which last will."""

    t_s: float
    client: str
    user: str | None
    will: Message | None


@dataclass(frozen=True, slots=True)
class Connections:
    """Every connection that the broker accepted, in order."""

    made: tuple[Connection, ...]
    refused_s: tuple[float, ...]

    def __iter__(self) -> Iterator[Connection]:
        """Go through the connections."""
        return iter(self.made)

    def __len__(self) -> int:
        """Count them."""
        return len(self.made)

    def expectation(self) -> ConnectionWords:
        """Return the words for connections."""
        return ConnectionWords(self)


@dataclass(frozen=True, slots=True)
class WifiAttempts:
    """The virtual seconds and network names of each `connect` of the Wi-Fi station."""

    made: tuple[tuple[float, str], ...]

    def __len__(self) -> int:
        """Count them."""
        return len(self.made)

    def expectation(self) -> WifiWords:
        """Return the words for Wi-Fi."""
        return WifiWords(self)


def read_connections(events: Iterable[Event]) -> Connections:
    """Return the connections that a trace tells."""
    made, refused_s = [], []
    for event in events:
        if event.kind == "mqtt-connect" and isinstance(event.value, dict):
            value = event.value
            made.append(Connection(event.t_us / US_PER_S, event.where, value.get("user"), value.get("will")))
        elif event.kind == "mqtt-refused":
            refused_s.append(event.t_us / US_PER_S)
    return Connections(tuple(made), tuple(refused_s))


def read_wifi_attempts(events: Iterable[Event]) -> WifiAttempts:
    """Return the attempts at Wi-Fi that a trace tells."""
    return WifiAttempts(tuple((event.t_us / US_PER_S, event.where) for event in events if event.kind == "wifi-connect"))
