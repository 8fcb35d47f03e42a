"""Calls about `machine.Timer`: interrupts `timer:<number>` at exact instants, counted in ticks of 0.1 us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers
from iot_lab.simulator.errno import EINVAL, Refused

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.board_host import BoardHost, Call

TICKS_PER_US = 10
SHORTEST_TICKS = 10 * TICKS_PER_US
MOST_TIMERS = 100
# A timer whose interrupts nobody takes (disabled, or a callback that sleeps) is asked less and less often.
LOST_BEFORE_RARER = 32
RAREST_US = 100_000
# Where all the places are taken, none is free sooner: eight functions in Python run first.
SERVED_US = 500


@dataclass(slots=True)
class Timer:
    """One running timer: its n-th interrupt is due n periods after its start, however late the last one was.

    `lost` counts those that found no room since the last that did.
    """

    board: Board
    key: str
    start_us: int
    period_ticks: int
    is_periodic: bool
    fired: int = 0
    lost: int = 0

    def plan(self) -> None:
        """Put its next interrupt in the agenda."""
        due_us = self.start_us + (self.fired + 1) * self.period_ticks // TICKS_PER_US
        self.board.alarms[self.key] = self.board.schedule(due_us, self._fire)

    def _fire(self) -> None:
        self.fired += 1
        if self.board.now_us >= self.board.caught_up_at_us or self.key not in self.board.pending:
            self.lost = 0 if self.board.interrupt(self.key) else self.lost + 1
        if self.is_periodic:
            self.fired += self._periods_to_skip()
            self.plan()
        else:
            self.board.alarms.pop(self.key, None)

    def _periods_to_skip(self) -> int:
        at_once_us = self.board.caught_up_at_us - self.board.now_us
        if at_once_us > 0:
            return at_once_us * TICKS_PER_US // self.period_ticks
        if 0 < self.lost <= LOST_BEFORE_RARER:
            return SERVED_US * TICKS_PER_US // self.period_ticks
        spare = self.lost - LOST_BEFORE_RARER
        return min(1 << min(spare, 30), RAREST_US * TICKS_PER_US // self.period_ticks) if spare > 0 else 0

    def value_ms(self) -> int:
        """Return how long ago its period began."""
        began_us = self.start_us + self.fired * self.period_ticks // TICKS_PER_US
        return (self.board.now_us - began_us) // 1000


class Timers(dict[int, Timer]):
    """The board's timers by their numbers."""

    def reset(self) -> None:
        """Forget them; the board cancels their alarms."""
        self.clear()


def _timers(host: BoardHost) -> Timers:
    timers: Timers = host.board.services.setdefault("timers", Timers())
    return timers


def start(host: BoardHost, text: str) -> str:
    """`<number> <period in ticks> <0: once, else again and again>`."""
    number, period_ticks, mode = integers(text, 3)
    timers = _timers(host)
    if period_ticks < 0 or (number not in timers and len(timers) >= MOST_TIMERS):
        raise Refused(EINVAL)
    _cancel(host, number)
    period_ticks = max(period_ticks, SHORTEST_TICKS)
    timers[number] = Timer(host.board, f"timer:{number}", host.board.now_us, period_ticks, mode != 0)
    timers[number].plan()
    return ""


def stop(host: BoardHost, text: str) -> str:
    """`<number>`."""
    (number,) = integers(text, 1)
    _cancel(host, number)
    return ""


def _cancel(host: BoardHost, number: int) -> None:
    _timers(host).pop(number, None)
    alarm = host.board.alarms.pop(f"timer:{number}", None)
    if alarm is not None:
        alarm.cancel()


def value(host: BoardHost, text: str) -> str:
    """`<number>` -> milliseconds since its period began, 0 where it does not run."""
    (number,) = integers(text, 1)
    timer = _timers(host).get(number)
    return str(timer.value_ms()) if timer and timer.key in host.board.alarms else "0"


CALLS: dict[str, Call] = {"timer-start": start, "timer-stop": stop, "timer-value": value}
