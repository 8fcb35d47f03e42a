"""A scenario: all that surrounds a program while it runs. Plain frozen data: no behaviour, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.questions import Question


class Part(Protocol):
    """A component on the breadboard (`iot_lab/simulator/parts/`)."""

    def attach(self, board: Board) -> None:
        """Plug it in: pins, buses, agenda."""


@dataclass(frozen=True, slots=True)
class Span:
    """From `start_s` on, for `length_s` seconds."""

    start_s: float
    length_s: float

    def holds(self, t_s: float) -> bool:
        """Say whether `t_s` is inside."""
        return self.start_s <= t_s < self.start_s + self.length_s


@dataclass(frozen=True, slots=True)
class Wifi:
    """The only access point around."""

    name: str = "atelier"
    password: str = "atelier123"  # noqa: S105
    joining_s: float = 1.5
    rssi_dbm: int = -55
    outages: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message published by someone else, `t_s` seconds after power-on."""

    t_s: float
    topic: str
    payload: bytes
    is_retained: bool = False


@dataclass(frozen=True, slots=True)
class BrokerThere:
    """The broker in the scenario: who may enter (None: anybody), when it is away, what it brings."""

    accounts: tuple[tuple[str, str], ...] | None = None
    outages: tuple[Span, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    delay_s: float = 0.004


@dataclass(frozen=True, slots=True)
class Scenario:
    """How long a run lasts and what is around the board.

    `duration_s` is virtual seconds; a live board ignores it. `files` are more files on the board's flash, path and
    content. `questions` are calls of the program's functions once it is over; only a graded run asks them.
    """

    duration_s: float = 60.0
    parts: tuple[Part, ...] = ()
    wifi: Wifi | None = field(default_factory=Wifi)
    broker: BrokerThere | None = field(default_factory=BrokerThere)
    files: tuple[tuple[str, bytes], ...] = ()
    questions: tuple[Question, ...] = ()
