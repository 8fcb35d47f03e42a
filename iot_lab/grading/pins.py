"""What one pin did, read from the trace: its direction, its levels, its pulses. Times are virtual seconds.

Only a pin that is an output has a level of its own: what is written to it before waits, as in the chip
(ESP32 Technical Reference Manual, chapter IO_MUX and GPIO matrix: GPIO_OUT and GPIO_ENABLE).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.grading.pin_words import PinWords

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.simulator.board import Event

OUTPUT_MODES = frozenset({"out", "open-drain"})
WRITES = frozenset({"pin", "pin-latch"})
US_PER_S = 1_000_000


@dataclass(frozen=True, slots=True)
class Pulse:
    """One time at 1: when it began, how long it lasted, and how long the pin then stayed at 0.

    `is_over` is false where the trial ended first; `low_s` is None where no other pulse followed.
    """

    start_s: float
    high_s: float
    low_s: float | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class PinHistory:
    """One pin over the whole trial."""

    number: int
    was_output: bool
    was_written: bool
    pulses: tuple[Pulse, ...]
    end_s: float

    @property
    def switches_s(self) -> tuple[float, ...]:
        """Return the moments at which the level changed; it starts at 0."""
        edges = [(pulse.start_s, pulse.start_s + pulse.high_s, pulse.is_over) for pulse in self.pulses]
        return tuple(
            at_s for start_s, end_s, is_over in edges for at_s in ((start_s, end_s) if is_over else (start_s,))
        )

    def is_high_at(self, moment_s: float) -> bool:
        """Say whether the pin is at 1 at a moment."""
        return any(pulse.start_s <= moment_s < pulse.start_s + pulse.high_s for pulse in self.pulses)

    @property
    def ends_high(self) -> bool:
        """Say whether the pin is at 1 at the end of the trial."""
        return bool(self.pulses) and not self.pulses[-1].is_over

    def expectation(self) -> PinWords:
        """Return the words for a pin."""
        return PinWords(self)


def read_pin(events: Iterable[Event], number: int, end_us: int) -> PinHistory:
    """Return the history of pin `number` from a trace that ended at `end_us`."""
    where = str(number)
    mine = [event for event in events if event.where == where and (event.kind in WRITES or event.kind == "pin-mode")]
    return PinHistory(
        number=number,
        was_output=any(_is_output(event) for event in mine),
        was_written=any(event.kind in WRITES for event in mine),
        pulses=_pulses(_changes(mine), end_us),
        end_s=end_us / US_PER_S,
    )


def _is_output(event: Event) -> bool:
    return event.kind == "pin-mode" and isinstance(event.value, dict) and event.value.get("mode") in OUTPUT_MODES


def _changes(events: Iterable[Event]) -> list[tuple[int, bool]]:
    """Return (microseconds, is high) each time the level that leaves the chip changes; it starts at 0."""
    found: list[tuple[int, bool]] = []
    is_output = written = level = False
    for event in events:
        if event.kind in WRITES:
            written = bool(event.value)
        else:
            is_output = _is_output(event)
        if (is_output and written) != level:
            level = not level
            found.append((event.t_us, level))
    return found


def _pulses(changes: list[tuple[int, bool]], end_us: int) -> tuple[Pulse, ...]:
    times = [t_us for t_us, _ in changes]
    found = []
    for start in range(0, len(times), 2):
        rise_us = times[start]
        fall_us = times[start + 1] if start + 1 < len(times) else None
        next_us = times[start + 2] if start + 2 < len(times) else None
        found.append(
            Pulse(
                start_s=rise_us / US_PER_S,
                high_s=((end_us if fall_us is None else fall_us) - rise_us) / US_PER_S,
                low_s=None if fall_us is None or next_us is None else (next_us - fall_us) / US_PER_S,
                is_over=fall_us is not None,
            )
        )
    return tuple(found)
