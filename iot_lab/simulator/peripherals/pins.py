"""The pins of a 30- or 38-pin ESP32 board: modes, levels, pulls, edges.

Source: ESP32 datasheet v4.7, section 2 (pin definitions) and 3.1 (strapping); technical reference 4.1 (IO MUX).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board import Board

PINS: Final = frozenset({*range(24), 25, 26, 27, *range(32, 40)})
"""Those that the firmware takes: 6 to 11 hold the flash, 20 has no pad."""
INPUT_ONLY: Final = frozenset(range(34, 40))
MODES: Final = ("in", "out", "open-drain")
OUTPUTS: Final = ("out", "open-drain")
PULLS: Final = (None, "down", "up", "up")
"""By the bits of Pin.PULL_DOWN (1) and PULL_UP (2); with both the stronger one wins."""
RISING, FALLING = 1, 2
HUM_HALF_PERIOD_US: Final = 9_970  # 50 Hz is never exact, so no program's round number is a multiple of it


@dataclass(slots=True)
class Pin:
    """One pin: how the program set it, what it drives, what is connected outside."""

    mode: str | None = None
    pull: str | None = None
    output: int = 0
    outside: int | None = None
    edges: int = 0
    last_level: int = 0
    is_held: bool = False
    is_cut: bool = False


class Pins:
    """All pins of one board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._pins = {number: Pin() for number in sorted(PINS)}
        self._followers: dict[int, list[Callable[[int], None]]] = {}
        self._shown: set[int] = set()
        self._watched: set[int] = set()

    def __getitem__(self, number: int) -> Pin:
        """Return one pin; raises KeyError where the board has none of that number."""
        return self._pins[number]

    def configure(self, number: int, mode: str, pull: str | None) -> None:
        """Set a pin's direction and pull resistor, as `machine.Pin` does."""
        pin = self._pins[number]
        if (pin.mode, pin.pull) == (mode, pull) or pin.is_held:
            return
        pin.mode, pin.pull = mode, pull
        self._board.record("pin-mode", str(number), {"mode": mode, "pull": pull})
        if mode in OUTPUTS and pin.output and number not in self._shown:
            self._show(number)
        self._settle(number)

    def write(self, number: int, level: int) -> None:
        """Set the output level; it shows only on a plain output (else the event is "pin-latch")."""
        pin = self._pins[number]
        if pin.is_held:
            return
        has_changed = pin.output != level
        pin.output = level
        is_plain = pin.mode in OUTPUTS and number not in self._board.pwm
        if is_plain and (has_changed or number not in self._shown):
            self._show(number)
        elif has_changed and not is_plain:
            self._board.record("pin-latch", str(number), level)
        self._settle(number)

    def has(self, number: int, level: int) -> bool:
        """Say whether writing this level would change nothing."""
        pin = self._pins[number]
        is_plain = pin.mode in OUTPUTS and number not in self._board.pwm
        return pin.is_held or (pin.output == level and (not is_plain or number in self._shown))

    def _show(self, number: int) -> None:
        self._shown.add(number)
        self._board.record("pin", str(number), self._pins[number].output)

    def hold(self, number: int, *, is_held: bool) -> None:
        """Freeze the pin as it is, or let it change again (technical reference 4.9, pad hold)."""
        self._pins[number].is_held = is_held

    def modulate(self, number: int, wave: tuple[float, float] | None) -> None:
        """Feed the pin with PWM, (hertz, duty), or no longer (None: its event has 0 and 0)."""
        waves = self._board.pwm
        if waves.get(number) == wave:
            return
        if wave is None:
            del waves[number]
        else:
            waves[number] = wave
        freq_hz, duty = wave or (0, 0.0)
        self._board.record("pwm", str(number), {"freq_hz": freq_hz, "duty": duty})
        self._settle(number)

    def drive(self, number: int, level: int | None) -> None:
        """Let a part outside hold the pin at a level, or let go of it (None)."""
        self._pins[number].outside = level
        self._settle(number)

    def cut(self, number: int, *, is_cut: bool) -> None:
        """Cut the wire to the part outside, or join it again: what it drives meanwhile is not seen."""
        self._pins[number].is_cut = is_cut
        self._settle(number)

    def follow(self, number: int, act: Callable[[int], None]) -> None:
        """Call `act(level)` whenever the pin's level changes, for parts that listen to it."""
        self._followers.setdefault(number, []).append(act)

    def watch(self, number: int, edges: int) -> None:
        """Interrupt the guest (key `pin:<number>`) on the given edges (RISING | FALLING), 0 for none."""
        pin = self._pins[number]
        pin.edges, pin.last_level = edges, self.level(number)
        (self._watched.add if edges else self._watched.discard)(number)

    def level(self, number: int) -> int:
        """Return the level on the pin now.

        An input that nothing holds picks up noise and the mains' hum: every 10 ms it is another one, without order.
        """
        pin = self._pins[number]
        if number in self._board.pwm:
            freq_hz, duty = self._board.pwm[number]
            return int(self._board.now_us * freq_hz % 1_000_000 < duty * 1_000_000)
        if pin.mode == "out" or (pin.mode == "open-drain" and pin.output == 0):
            return pin.output
        if pin.outside is not None and not pin.is_cut:
            return pin.outside
        if pin.pull is not None and number not in INPUT_ONLY:
            return int(pin.pull == "up")
        return self._noise(number)

    def next_change_us(self, number: int) -> int | None:
        """Return when the level may change by itself, which stands in no agenda: a floating pin, a PWM signal."""
        pin, now_us = self._pins[number], self._board.now_us
        if number in self._board.pwm:
            freq_hz, duty = self._board.pwm[number]
            period = int(now_us * freq_hz // 1_000_000)
            edges = (math.ceil((period + part) * 1_000_000 / freq_hz) for part in (duty, 1, 1 + duty))
            return next((edge for edge in edges if edge > now_us), now_us + 1)
        is_held = pin.mode in OUTPUTS or (pin.outside is not None and not pin.is_cut)
        if is_held or (pin.pull is not None and number not in INPUT_ONLY):
            return None
        return (now_us // HUM_HALF_PERIOD_US + 1) * HUM_HALF_PERIOD_US

    def _noise(self, number: int) -> int:
        """Return a bit of seed, pin and moment: no pause falls in step, and none lasts over two half periods."""
        period, half = divmod(self._board.now_us // HUM_HALF_PERIOD_US, 2)
        mixed = (period * 64 + number) * 0x9E3779B1 + self._board.seed * 0x85EBCA6B
        mixed = (mixed ^ mixed >> 15) * 0x2C1B3C6D & 0xFFFFFFFF
        return half ^ (bool(period) and (mixed ^ mixed >> 13) >> 7 & 1)

    def reset(self, *, is_soft: bool = False) -> None:
        """Let go of every pin that is not held, as a reset does; a soft one forgets interrupts and PWM only."""
        for number in list(self._board.pwm):
            self.modulate(number, None)
        for number, pin in self._pins.items():
            pin.edges = 0
            self._watched.discard(number)
            if not is_soft and not pin.is_held and pin.mode is not None:
                pin.mode, pin.pull, pin.output = None, None, 0
                self._shown.discard(number)
                self._settle(number)

    def is_watched(self) -> bool:
        """Say whether any pin can still interrupt the guest."""
        return bool(self._watched)

    def _settle(self, number: int) -> None:
        """Tell the guest and the parts of a changed level."""
        pin = self._pins[number]
        level = self.level(number)
        if level == pin.last_level:
            return
        pin.last_level = level
        self._board.polling.stop()
        for act in self._followers.get(number, ()):
            act(level)
        if pin.edges & (RISING if level else FALLING):
            self._board.interrupt(f"pin:{number}")
