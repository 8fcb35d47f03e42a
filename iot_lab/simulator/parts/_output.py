"""What a pin gives to the part connected to it: a level, a PWM signal, or nothing (an input, an open drain let go)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.simulator.peripherals.pins import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board import Board, Event

_KINDS = frozenset({"pin", "pin-mode", "pwm"})


@dataclass(frozen=True, slots=True)
class Output:
    """A steady level (`freq_hz` 0, `duty` 0 or 1), a PWM signal, or nothing (`duty` None)."""

    freq_hz: float = 0.0
    duty: float | None = None


def output_of(board: Board, pin: int) -> Output:
    """Return what `pin` gives now."""
    if pin in board.pwm:
        return Output(*board.pwm[pin])
    state = board.pins[pin]
    if state.mode not in OUTPUTS or (state.mode == "open-drain" and state.output):
        return Output()
    return Output(0.0, float(state.output))


def follow_output(board: Board, pin: int, act: Callable[[Output], None]) -> None:
    """Call `act` at each change of what `pin` gives."""
    where, last = str(pin), Output()

    def look() -> None:
        nonlocal last
        now = output_of(board, pin)
        if now != last:
            last = now
            act(now)

    def watch(event: Event) -> None:
        if event.where == where and event.kind in _KINDS:
            look()

    board.watchers.append(watch)
    board.pins.follow(pin, lambda _level: look())


def follow_pulses(board: Board, pin: int, act: Callable[[float, float], None]) -> None:
    """Call `act(freq_hz, width_us)` at each PWM signal, and at the end of each pulse that the program makes itself.

    A pin that gives no pulses any more calls `act(0, 0)` once, where it was PWM; pulses made by hand just stop coming.
    """
    risen_us = fallen_us = -1
    was_modulated = False

    def look(output: Output) -> None:
        nonlocal risen_us, fallen_us, was_modulated
        if output.freq_hz and output.duty:
            was_modulated = True
            act(output.freq_hz, output.duty * 1e6 / output.freq_hz)
        elif was_modulated:
            was_modulated, risen_us = False, -1
            act(0.0, 0.0)
        elif output.duty == 1.0:
            if 0 <= risen_us < fallen_us < board.now_us:
                act(1e6 / (board.now_us - risen_us), float(fallen_us - risen_us))
            risen_us = board.now_us
        elif risen_us >= 0:
            fallen_us = board.now_us

    follow_output(board, pin, look)
