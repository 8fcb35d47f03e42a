"""The remote control peripheral (RMT): pulse trains that go out on a pin by themselves.

Source: ESP32 technical reference 15; ports/esp32/esp32_rmt.c of MicroPython. A train's instants are counted in
nanoseconds, so that its end is right however many pulses it has; what is shorter than a microsecond is seen at the next
one. A carrier is seen as PWM on the pin while the level is the one it modulates.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.simulator.agenda import Agenda
    from iot_lab.simulator.board import Board

FOR_EVER: Final = -1
CHANNELS: Final = 8
NS_PER_US: Final = 1000
Pulses = tuple[tuple[int, int], ...]
"""Level and nanoseconds of each pulse."""


@dataclass(slots=True)
class PulseCarrier:
    """What modulates one of the two levels."""

    freq_hz: int
    duty: float
    level: int


@dataclass(slots=True)
class Transmitter:
    """One channel, on its pin; `turns_left` is `FOR_EVER` for a train that is repeated until it is stopped."""

    board: Board
    pin: int
    idle: int
    carrier: PulseCarrier | None
    turns_left: int = 0
    _pulses: Pulses = ()
    _next: int = 0
    _t_ns: int = 0
    _entry: Agenda | None = field(default=None, repr=False)

    @property
    def is_sending(self) -> bool:
        """Say whether a train is on its way."""
        return self._entry is not None

    def send(self, pulses: Pulses, turns: int) -> None:
        """Send a train, so many times, in place of the one that is on its way."""
        self.stop()
        self._pulses, self.turns_left, self._next = pulses, turns, 0
        self._t_ns = self.board.now_us * NS_PER_US
        self._go_on()

    def stop(self) -> None:
        """Break off; the pin goes to its idle level."""
        if self._entry is not None:
            self._entry.cancel()
            self._entry = None
            self._show(self.idle, is_idle=True)

    def _go_on(self) -> None:
        """Show the pulses whose time has come, then wait for the next one."""
        now_ns = self.board.now_us * NS_PER_US
        self._entry = None
        while self._t_ns <= now_ns:
            if self._next == len(self._pulses) and not self._begins_again():
                self._show(self.idle, is_idle=True)
                return
            self.board.work(1)
            level, ns = self._pulses[self._next]
            self._show(level)
            self._t_ns += ns
            self._next += 1
        self._entry = self.board.schedule(-(-self._t_ns // NS_PER_US), self._go_on)

    def _begins_again(self) -> bool:
        if self.turns_left != FOR_EVER:
            self.turns_left -= 1
        self._next = 0
        return self.turns_left != 0 and any(ns for _, ns in self._pulses)

    def _show(self, level: int, *, is_idle: bool = False) -> None:
        carrier = self.carrier
        is_carried = carrier is not None and carrier.level == level and not is_idle
        self.board.pins.modulate(self.pin, (carrier.freq_hz, carrier.duty) if carrier and is_carried else None)
        self.board.pins.write(self.pin, level)


class Transmitters(dict[int, Transmitter]):
    """The board's channels in use, by their pins."""

    def reset(self) -> None:
        """Stop them all."""
        for one in self.values():
            one.stop()
        self.clear()
