"""Connections to the broker, their last wills, and what may be expected of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.grading.expectations.expect import Mismatch, NothingToJudge
from iot_lab.grading.expectations.payloads import printable
from iot_lab.grading.expectations.tolerance import US_PER_S
from iot_lab.grading.sentences import catalogued, moment
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iot_lab.grading.sentences import Sentence
    from iot_lab.simulator.board import Event


@dataclass(frozen=True, slots=True)
class LastWill:
    """The message that the broker publishes when it loses the board (MQTT 3.1.1, 3.1.2.5)."""

    topic: str
    payload: bytes
    is_retained: bool


@dataclass(frozen=True, slots=True)
class BrokerConnection:
    """One connection to the broker: when, under which client identity and user, with which last will."""

    at_us: int
    client: str
    user: str | None
    will: LastWill | None

    @property
    def at_s(self) -> float:
        return self.at_us / US_PER_S


@dataclass(frozen=True, slots=True)
class BrokerConnections:
    """Every connection that the broker accepted, in order, and when it refused one."""

    made: tuple[BrokerConnection, ...]
    refused_us: tuple[int, ...]

    def __iter__(self) -> Iterator[BrokerConnection]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)

    def expectation(self) -> ConnectionExpectations:
        return ConnectionExpectations(self)


@dataclass(frozen=True, slots=True)
class ConnectionExpectations:
    """What may be expected of the connections to the broker."""

    connections: BrokerConnections

    def made(self) -> None:
        """Expect at least one connection that the broker accepted."""
        self._must_be_made(catalogued("grading.connections.expected"), Mismatch)

    def _must_be_made(self, expected: Sentence, kind: type[Mismatch] = NothingToJudge) -> None:
        if self.connections.made:
            return
        refused_us = self.connections.refused_us
        seen = (
            catalogued("grading.connections.seen-refused", moment=moment(refused_us[0] / US_PER_S))
            if refused_us
            else catalogued("grading.connections.seen-none")
        )
        raise kind(expected, seen)

    def as_client(self, client: str) -> None:
        """Expect that every connection is made under this client identity."""
        expected = catalogued("grading.connections.client-expected", client=client)
        self._must_be_made(expected)
        other = next((one for one in self.connections if one.client != client), None)
        if other is not None:
            raise Mismatch(
                expected,
                catalogued("grading.connections.client-seen", client=printable(other.client)),
                other.at_s,
            )

    def leaves_will(self, topic: str, payload: str, *, retained: bool) -> None:
        """Expect that every connection leaves this last will with the broker, with any QoS."""
        wanted = LastWill(topic, payload.encode(), retained)
        expected = catalogued("grading.connections.will-expected", will=_say_will(wanted))
        self._must_be_made(expected)
        other = next((one for one in self.connections if one.will != wanted), None)
        if other is not None:
            raise Mismatch(expected, _say_will(other.will), other.at_s)


def read_connections(events: Iterable[Event]) -> BrokerConnections:
    """Return the connections that a trace tells."""
    made, refused_us = [], []
    for event in events:
        if event.kind == "mqtt-connect" and isinstance(event.value, dict):
            will = event.value.get("will")
            left = None if will is None else LastWill(will.topic, bytes(will.payload), bool(will.is_retained))
            made.append(BrokerConnection(event.t_us, event.where, event.value.get("user"), left))
        elif event.kind == "mqtt-refused":
            refused_us.append(event.t_us)
    return BrokerConnections(tuple(made), tuple(refused_us))


def _say_will(will: LastWill | None) -> Sentence:
    if will is None:
        return catalogued("grading.connections.will-none")
    name = key("grading.connections.will-retained") if will.is_retained else key("grading.connections.will")
    return catalogued(name, topic=printable(will.topic), payload=printable(will.payload.decode("utf-8", "replace")))
