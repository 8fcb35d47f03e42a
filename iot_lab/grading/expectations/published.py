"""MQTT messages under a topic as a program published them: what arrived at the broker, what was lost on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.grading.expectations.payloads import NOT_JSON, number_in, parse_json, printable
from iot_lab.grading.expectations.tolerance import US_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class PublishedMessage:
    """One message that the program published. `at_us` is when it left."""

    at_us: int
    topic: str
    payload: bytes
    qos: int
    is_retained: bool
    client: str
    is_delivered: bool

    @property
    def at_s(self) -> float:
        return self.at_us / US_PER_S

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
class PublishedMessages:
    """The messages under one topic or filter, in order: those that arrived, and those that were lost.

    `elsewhere` are the other topics to which the program published; `end_us` is the end of the trial.
    """

    wanted: str
    arrived: tuple[PublishedMessage, ...]
    lost: tuple[PublishedMessage, ...]
    elsewhere: tuple[str, ...]
    end_us: int
    seed: int

    def __iter__(self) -> Iterator[PublishedMessage]:
        return iter(self.arrived)

    def __len__(self) -> int:
        return len(self.arrived)

    def numbers(self, field: str) -> list[float]:
        """Return the numbers under `field`; messages without one are left out."""
        return [number for message in self.arrived if (number := message.number(field)) is not None]
