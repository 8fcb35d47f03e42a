"""MQTT messages of a trial: what arrived at the broker under a topic, and what was sent and lost on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.grading.message_words import MessageWords
from iot_lab.grading.payloads import NOT_JSON, number_in, parse_json, printable
from iot_lab.grading.pins import US_PER_S
from iot_lab.mqtt.filters import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iot_lab.simulator.board import Event


@dataclass(frozen=True, slots=True)
class Message:
    """One message that the program published. `t_s` is the virtual second at which it left."""

    t_s: float
    topic: str
    payload: bytes
    qos: int
    is_retained: bool
    client: str
    is_delivered: bool

    @property
    def text(self) -> str:
        """Return the payload as short printable text, safe to show."""
        return printable(self.payload.decode("utf-8", "replace"))

    @property
    def is_json(self) -> bool:
        """Say whether the payload is JSON (RFC 8259: NaN and infinities are not)."""
        return parse_json(self.payload) is not NOT_JSON

    @property
    def fields(self) -> dict[str, object]:
        """Return the fields of a JSON object, an empty dictionary for anything else."""
        value = parse_json(self.payload)
        return value if isinstance(value, dict) else {}

    def number(self, field: str) -> float | None:
        """Return the number in one field of a JSON object; None where there is none (a text is none)."""
        return number_in(self.fields.get(field))


@dataclass(frozen=True, slots=True)
class Messages:
    """The messages under one topic or filter, in order: those that arrived, and those that were lost.

    `elsewhere` are the other topics to which the program published; `end_s` is the end of the trial.
    """

    wanted: str
    arrived: tuple[Message, ...]
    lost: tuple[Message, ...]
    elsewhere: tuple[str, ...]
    end_s: float
    seed: int

    def __iter__(self) -> Iterator[Message]:
        """Go through the messages that arrived."""
        return iter(self.arrived)

    def __len__(self) -> int:
        """Count the messages that arrived."""
        return len(self.arrived)

    def numbers(self, field: str) -> list[float]:
        """Return the numbers under `field`; messages without one are left out."""
        return [number for message in self.arrived if (number := message.number(field)) is not None]

    def expectation(self) -> MessageWords:
        """Return the words for messages."""
        return MessageWords(self)


def read_messages(events: Iterable[Event], wanted: str, end_us: int, seed: int = 0) -> Messages:
    """Return the messages under the topic or filter `wanted` (MQTT 3.1.1, 4.7) of a trace that ended at `end_us`."""
    published = [event for event in events if event.kind == "mqtt-publish"]
    is_mine = {topic: matches(wanted, topic) for topic in {event.where for event in published}}
    mine = [_message(event) for event in published if is_mine[event.where]]
    return Messages(
        wanted=wanted,
        arrived=tuple(message for message in mine if message.is_delivered),
        lost=tuple(message for message in mine if not message.is_delivered),
        elsewhere=tuple(sorted(topic for topic, is_one in is_mine.items() if not is_one)),
        end_s=end_us / US_PER_S,
        seed=seed,
    )


def _message(event: Event) -> Message:
    value = event.value if isinstance(event.value, dict) else {}
    return Message(
        t_s=event.t_us / US_PER_S,
        topic=event.where,
        payload=bytes(value.get("payload", b"")),
        qos=int(value.get("qos", 0)),
        is_retained=bool(value.get("retained")),
        client=str(value.get("client", "")),
        is_delivered=bool(value.get("delivered", True)),
    )
