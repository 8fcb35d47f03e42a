"""What a part showed over a trial: the colours of a strip, the angle of a servo, the tone of a buzzer, a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iot_lab.grading.expectations.tolerance import US_PER_S, to_us

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iot_lab.simulator.board import Event


@dataclass(frozen=True, slots=True)
class Look:
    """What the part showed from an instant on: the dictionary of docs/simulator.md, Parts."""

    at_us: int
    value: dict[str, Any]

    @property
    def at_s(self) -> float:
        return self.at_us / US_PER_S


@dataclass(frozen=True, slots=True)
class Shown:
    """Every look of one part, in order; before the first one it has shown nothing."""

    looks: tuple[Look, ...]

    def __iter__(self) -> Iterator[Look]:
        return iter(self.looks)

    def __len__(self) -> int:
        return len(self.looks)

    def at(self, moment_s: float) -> dict[str, Any]:
        """Return what it showed at an instant, nothing before its first look."""
        at_us = to_us(moment_s)
        return next((look.value for look in reversed(self.looks) if look.at_us <= at_us), {})


def read_shown(events: Iterable[Event], where: str) -> Shown:
    """Return what the part `where` (`neopixel:27`) showed in a trace."""
    mine = (event for event in events if event.kind == "shows" and event.where == where)
    return Shown(tuple(Look(event.t_us, event.value) for event in mine if isinstance(event.value, dict)))
