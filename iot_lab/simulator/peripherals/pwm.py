"""The PWM generator of an ESP32 (LEDC): 16 channels, 8 timers shared by channels of the same frequency.

Source: ESP32 technical reference 14 (LED PWM controller); resolutions as ports/esp32/machine_pwm.c of MicroPython: an
80 MHz clock (1 MHz under 10 Hz), at most 16 bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

CHANNELS: Final = 16
TIMERS: Final = 8
DEFAULT_HZ: Final = 5000
FULL: Final = 1 << 16


class OutOfPwm(Exception):
    """No channel or no timer is left; the text is MicroPython's."""


@dataclass(slots=True)
class Channel:
    """What one pin is fed with. `duty` is out of FULL; a pin set up again as a plain one is no longer fed."""

    freq_hz: int
    duty: int
    is_inverted: bool
    is_on_pin: bool = True


class Pwm:
    """The generator of one board; keeps `board.pwm` and the event `pwm` true."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self.channels: dict[int, Channel] = {}

    def set(self, pin: int, freq_hz: int | None, duty: int, *, is_inverted: bool, is_new: bool) -> Channel:
        """Feed a pin; `duty` is out of FULL. Raises OutOfPwm."""
        channel = self.channels.get(pin)
        if channel is None and len(self.channels) >= CHANNELS:
            raise OutOfPwm(f"out of PWM channels:{CHANNELS}")
        if freq_hz is None:
            freq_hz = channel.freq_hz if channel else DEFAULT_HZ
        others = {one.freq_hz for number, one in self.channels.items() if number != pin}
        if freq_hz not in others and len(others) >= TIMERS:
            raise OutOfPwm(f"out of PWM timers:{TIMERS}")
        is_on_pin = is_new or channel is None or channel.is_on_pin
        self.channels[pin] = Channel(freq_hz, as_resolved(duty, freq_hz), is_inverted, is_on_pin)
        self._show(pin)
        return self.channels[pin]

    def stop(self, pin: int) -> None:
        """Free the pin's channel; the pin stays low until it is set up again."""
        self.channels.pop(pin, None)
        self._show(pin)

    def reset(self) -> None:
        """Stop them all."""
        for pin in list(self.channels):
            self.stop(pin)

    def take_off(self, pin: int) -> None:
        """The pin is set up as a plain one: its channel runs on but feeds nothing."""
        if pin in self.channels:
            self.channels[pin].is_on_pin = False
            self._show(pin)

    def _show(self, pin: int) -> None:
        channel = self.channels.get(pin)
        if channel is None or not channel.is_on_pin:
            self._board.pins.modulate(pin, None)
            return
        duty = channel.duty / FULL
        self._board.pins.modulate(pin, (channel.freq_hz, 1.0 - duty if channel.is_inverted else duty))


def as_resolved(duty: int, freq_hz: int) -> int:
    """Return `duty` (out of FULL) cut to the bits that a timer has at that frequency."""
    clock_hz = 80_000_000 if freq_hz >= 10 else 1_000_000
    bits = min(16, max(1, ((clock_hz + freq_hz // 2) // freq_hz).bit_length() - 1))
    return duty >> (16 - bits) << (16 - bits)


def of(board: Board) -> Pwm:
    """Return the board's generator."""
    generator: Pwm = board.services.setdefault("pwm", Pwm(board))
    return generator
