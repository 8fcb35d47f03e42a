"""What a pin gives to the part connected to it: a level, a PWM signal, or nothing (an input, an open drain let go)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.simulator.pins import OUTPUTS

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

    def watch(event: Event) -> None:
        nonlocal last
        if event.kind not in _KINDS or event.where != where:
            return
        now = output_of(board, pin)
        if now != last:
            last = now
            act(now)

    board.watchers.append(watch)
