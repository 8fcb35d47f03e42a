"""A scenario: all that surrounds a program while it runs. Plain frozen data: no behaviour, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from iot_lab.simulator.world.network import Arrival, BrokerThere, Span, TimeServer, Visit, WebServer, Wifi

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.questions import Question

__all__ = ["Arrival", "BrokerThere", "Part", "Scenario", "Span", "TimeServer", "Visit", "WebServer", "Wifi"]


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that somebody types at the board's console at `t_s`; the end of a line is the key Enter."""

    t_s: float
    text: str


@dataclass(frozen=True, slots=True)
class RealAdc:
    """The chip's ADC as it is: a dead zone at the bottom, a bend, the top before 3.3 V, and noise (RMS)."""

    noise_lsb: float = 6.0


class Part(Protocol):
    """A component on the breadboard (`iot_lab/simulator/parts/`)."""

    def attach(self, board: Board) -> None:
        """Plug it in: pins, buses, agenda."""


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
    web: tuple[WebServer, ...] = ()
    ntp: TimeServer | None = None
    visits: tuple[Visit, ...] = ()
    typed: tuple[Typed, ...] = ()
    adc: RealAdc | None = None
    files: tuple[tuple[str, bytes], ...] = ()
    questions: tuple[Question, ...] = ()
