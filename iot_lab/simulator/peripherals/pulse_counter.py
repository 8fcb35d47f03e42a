"""The pulse counter (PCNT): eight units that count edges by themselves, each with two channels.

Source: ESP32 technical reference 16; ports/esp32/esp32_pcnt.c of MicroPython. A unit begins again at 0 where it reaches
one of its limits. Its events interrupt the program as `pcnt:<unit>`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

UNITS: Final = 8
IGNORE, INCREMENT, DECREMENT = 0, 1, 2
NORMAL, REVERSE, HOLD = 0, 1, 2
AT_THRESHOLD1, AT_THRESHOLD0, AT_MIN, AT_MAX, AT_ZERO = 4, 8, 16, 32, 64
NO_PIN: Final = -1


@dataclass(slots=True)
class CounterChannel:
    """What one channel counts: the edges of `pin`, as the level of `mode_pin` says."""

    pin: int = NO_PIN
    mode_pin: int = NO_PIN
    rising: int = IGNORE
    falling: int = IGNORE
    mode_low: int = NORMAL
    mode_high: int = NORMAL


@dataclass(slots=True)
class CounterUnit:
    """One unit; `flags` are the events that came since they were read, `trigger` those that interrupt."""

    board: Board
    number: int
    value: int = 0
    is_counting: bool = False
    least: int = 0
    most: int = 0
    thresholds: list[int] = field(default_factory=lambda: [0, 0])
    trigger: int = 0
    flags: int = 0
    channels: tuple[CounterChannel, CounterChannel] = field(
        default_factory=lambda: (CounterChannel(), CounterChannel())
    )
    _followed: set[int] = field(default_factory=set)

    def follow(self, pin: int) -> None:
        """Listen to a pin, once."""
        if pin not in self._followed:
            self._followed.add(pin)
            self.board.pins.follow(pin, lambda level: self._edge(pin, level))

    def forget(self) -> None:
        """Count nothing any more."""
        self.trigger = self.flags = self.value = self.least = self.most = 0
        self.thresholds = [0, 0]
        self.channels = (CounterChannel(), CounterChannel())
        self.is_counting = False

    def _edge(self, pin: int, level: int) -> None:
        for channel in self.channels:
            if self.is_counting and channel.pin == pin:
                self._count(self._step(channel, level))

    def _step(self, channel: CounterChannel, level: int) -> int:
        action = channel.rising if level else channel.falling
        mode = NORMAL
        if channel.mode_pin != NO_PIN:
            mode = channel.mode_high if self.board.pins.level(channel.mode_pin) else channel.mode_low
        if action == IGNORE or mode == HOLD:
            return 0
        return 1 if (action == INCREMENT) is (mode == NORMAL) else -1

    def _count(self, step: int) -> None:
        if not step:
            return
        self.value += step
        reached = 0
        if self.most and self.value >= self.most:
            reached, self.value = AT_MAX, 0
        elif self.least and self.value <= self.least:
            reached, self.value = AT_MIN, 0
        reached |= AT_ZERO if self.value == 0 else 0
        reached |= AT_THRESHOLD0 if self.value == self.thresholds[0] else 0
        reached |= AT_THRESHOLD1 if self.value == self.thresholds[1] else 0
        if reached & self.trigger:
            self.flags |= reached & self.trigger
            self.board.interrupt(f"pcnt:{self.number}")


class PulseCounter(dict[int, CounterUnit]):
    """The board's units in use, by their numbers."""

    def reset(self) -> None:
        """Stop them all."""
        for one in self.values():
            one.forget()
