"""The simulated board without its program: clock, agenda, pins, buses, trace. Pure: no thread, file or socket.

Parts plug in here (`attach`), the guest's calls come in through `calls/`, and all that happened is in `events`.
"""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol

from iot_lab.simulator.agenda import Agenda
from iot_lab.simulator.clock import VirtualClock
from iot_lab.simulator.limits import RunEnded
from iot_lab.simulator.peripherals.pins import Pins
from iot_lab.simulator.polling import LOOK_US, Polling

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.clock import Clock
    from iot_lab.simulator.peripherals.one_wire import OneWireDevice
    from iot_lab.simulator.peripherals.serial_line import SerialLine
    from iot_lab.simulator.world.scenario import Scenario

MOST_EVENTS = 500_000
MAX_STEPS = 250_000
CROWDED = 256
"""Lines of the agenda from which those that were cancelled are looked for: a timer may be begun again for ever."""
# MICROPY_SCHEDULER_DEPTH of MicroPython: what comes while so many wait is lost, as on the chip.
MAX_PENDING = 8


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: when (us since power-on), what kind, where (pin, topic, address), and its value."""

    t_us: int
    kind: str
    where: str
    value: object


class BusDevice(Protocol):
    """A part that answers on a bus, at an I2C address or on a single data pin."""

    def write(self, data: bytes, t_us: int) -> bool:
        """Take bytes; False means that they were not acknowledged."""

    def read(self, size: int, t_us: int) -> bytes | None:
        """Return `size` bytes, or None when the part does not answer."""


class SpiDevice(Protocol):
    """A part on an SPI bus; it follows its chip-select pin (`pins.follow`) when it must know where a message begins."""

    def transfer(self, data: bytes, t_us: int) -> bytes:
        """Take bytes and return as many, while it is selected."""


class Board:
    """Everything around the guest, for one run of one scenario."""

    def __init__(self, scenario: Scenario, clock: Clock, seed: int = 0) -> None:
        self.scenario = scenario
        self.clock = clock
        self.is_virtual = isinstance(clock, VirtualClock)
        self.seed = seed
        self.end_us = round(scenario.duration_s * 1e6)
        self.events: list[Event] = []
        self.watchers: list[Callable[[Event], None]] = []
        self.keeps_events = True
        self.most_events, self.ends_runaways = MOST_EVENTS, False
        self.pins = Pins(self)
        self.i2c: dict[tuple[int, int], dict[int, BusDevice]] = {}
        self.spi: dict[tuple[int, int, int], dict[int, SpiDevice]] = {}
        self.uarts: dict[tuple[int, int], SerialLine] = {}
        self.one_wire: dict[int, list[OneWireDevice]] = {}
        self.wires: dict[int, BusDevice] = {}
        self.touch: dict[int, Callable[[int], int]] = {}
        self.pwm: dict[int, tuple[float, float]] = {}
        self.analog: dict[int, Callable[[int], float]] = {}
        self.alarms: dict[str, Agenda] = {}
        self.services: dict[str, Any] = {}
        self.pending: deque[str] = deque()
        self._agenda: list[Agenda] = []
        self._crowded = CROWDED
        self._posted: deque[Callable[[], None]] = deque()
        self._order = count()
        self.steps_left: float = MAX_STEPS
        self.polling = Polling()
        self.is_in_callback = False
        self.caught_up_at_us = 0  # until then, a timer's turns are one (`catch_up`)
        self.slept_us = self.looks = self.called_back = 0
        for part in scenario.parts:
            part.attach(self)

    @property
    def now_us(self) -> int:
        """Microseconds since power-on."""
        return self.clock.now_us

    def record(self, kind: str, where: str, value: object) -> None:
        """Add one event to the trace; a program that makes too many never sleeps."""
        if not self.is_in_callback:
            self.polling.stop()
        event = Event(self.clock.now_us, kind, where, value)
        if self.keeps_events:
            if len(self.events) >= self.most_events:
                raise RunEnded("fuel")
            self.events.append(event)
        for watch in self.watchers:
            watch(event)

    def work(self, steps: int) -> None:
        """Count what the world does for a program, some microseconds a step; too much ends it."""
        self.steps_left -= steps
        if self.steps_left < 0:
            raise RunEnded("fuel")

    def next_number(self) -> int:
        """Return a number that was not given before, for connections."""
        return next(self._order)

    def restart(self, *, is_soft: bool = False) -> None:
        """Stop what a reset stops: interrupts, timers, peripherals; a soft one leaves the pins as they are.

        A service with a method `reset` is told.
        """
        self.pending.clear()
        self.polling.stop()
        for alarm in self.alarms.values():
            alarm.cancel()
        self.alarms.clear()
        for service in list(self.services.values()):
            if stop := getattr(service, "reset", None):
                stop()
        self.pins.reset(is_soft=is_soft)

    # The agenda: what will happen by itself.

    def schedule(self, t_us: int, act: Callable[[], None]) -> Agenda:
        """Do `act` when the clock reaches `t_us`."""
        entry = Agenda(t_us, next(self._order), act)
        heapq.heappush(self._agenda, entry)
        if len(self._agenda) > self._crowded:
            self._forget_cancelled()
        return entry

    def post(self, act: Callable[[], None]) -> None:
        """Do `act` in the board's own thread as soon as it waits; for other threads."""
        self._posted.append(act)
        self.clock.wake()

    def interrupt(self, key: str) -> bool:
        """Make the guest run the callback it registered under `key`; says False when too many wait: it is lost."""
        has_room = len(self.pending) < MAX_PENDING
        if has_room:
            self.pending.append(key)
        return has_room

    @property
    def may_interrupt(self) -> bool:
        """Say whether anything may still interrupt the guest."""
        return bool(self.alarms) or self.pins.is_watched()

    # Time.

    def spend(self, us: int) -> None:
        """Let a call's own duration pass."""
        self.advance(self.clock.now_us + us)

    def repeat(self, us: int) -> None:
        """Let a call that changes nothing take its time: a loop of such calls waits, as one that looks does."""
        self.looks += 1
        step_us = LOOK_US if self.is_in_callback else self.polling.repeat_step_us(self.clock.now_us)
        self.spend(us if step_us == LOOK_US else max(us, step_us))

    def look(self, most_us: int | None = None) -> None:
        """Let a look at an input take its time (`polling.py`), at most so much."""
        self.looks += 1
        now_us = self.clock.now_us
        us = self.polling.input_step_us(now_us)
        if self.is_in_callback:
            us = LOOK_US
        elif most_us is not None:
            us = min(us, most_us)
            self.polling.bound(most_us)
        self.advance(now_us + us)

    def look_at_clock(self) -> None:
        """Let a look at the clock take its time."""
        self.looks += 1
        now_us = self.clock.now_us
        us = self.polling.clock_step_us(now_us)
        self.advance(now_us + (LOOK_US if self.is_in_callback else us))

    def look_at_milliseconds(self, started_us: int) -> None:
        """Let a look at the milliseconds since `started_us` take its time."""
        self.looks += 1
        now_us = self.clock.now_us
        us = self.polling.milliseconds_step_us(now_us, started_us)
        self.advance(now_us + (LOOK_US if self.is_in_callback else us))

    def foresee_looks(self) -> tuple[int, int]:
        """Return how many looks at the milliseconds take the same time before anything is due, and how long each."""
        if self._posted or self.pending or self.is_in_callback:
            return 0, 0
        now_us = self.clock.now_us
        count, step_us = self.polling.looks_alike(now_us)
        if not count:
            return 0, 0
        return min(count, (min(self.next_due_us(), self.end_us) - now_us - 1) // step_us), step_us

    def looked(self, count: int, step_us: int) -> int:
        """Let so many looks at the milliseconds take their time: nothing is due meanwhile; how many calls they are."""
        self.clock.now_us += count * step_us
        calls = self.polling.looked(count, self.clock.now_us - step_us)
        self.looks += calls
        return calls

    def sleep(self, until_us: int) -> bool:
        """Sleep until `until_us`; False when an interrupt came first."""
        self.polling.stop()
        begin_us = self.clock.now_us
        while not self.pending and self.clock.now_us < until_us:
            self.advance(until_us)
        self.slept_us += self.clock.now_us - begin_us
        return self.clock.now_us >= until_us and not self.pending

    def wait_for(self, is_done: Callable[[], bool], until_us: int) -> bool:
        """Wait until `is_done()` or `until_us`, whichever comes first; says whether it is done."""
        self.polling.stop()
        while not is_done() and self.clock.now_us < until_us:
            self.advance(min(until_us, self.next_due_us()))
        self.polling.stop()
        return is_done()

    def wait_for_interrupt(self) -> None:
        """Sleep until something is pending; ends the run where nothing will ever come before its end."""
        self.polling.stop()
        while not self.pending:
            self.advance(min(self.next_due_us(), self.end_us))

    def advance(self, target_us: int) -> None:
        """Move the clock towards `target_us`, doing what is due; stops at the first thing that needs the guest.

        Raises RunEnded("deadline") at the scenario's end.
        """
        if target_us < self.end_us and not self._posted and (not self._agenda or target_us < self._agenda[0].t_us):
            clock = self.clock
            if self.is_virtual:
                clock.now_us = max(clock.now_us, target_us)
                return
            clock.move_to(target_us)
            if self._posted:  # which ended a wall clock's wait
                self._do_posted()
                return
            if self.clock.now_us >= target_us:
                return
        while True:
            due_us = min(target_us, self.end_us)
            if self._agenda:
                due_us = min(due_us, self.next_due_us())
            self.clock.move_to(due_us)
            happened = bool(self._posted and self._do_posted()) | bool(self._agenda and self._do_due())
            if self.clock.now_us >= self.end_us:
                raise RunEnded("deadline")
            if happened or self.clock.now_us >= target_us:
                return

    def advance_by(self, us: int, *, until_interrupt: bool = False) -> None:
        """Let so much time pass, whatever happens meanwhile; `until_interrupt`: up to the first thing for the guest."""
        target_us = self.clock.now_us + us
        while self.clock.now_us < target_us and not (until_interrupt and self.pending):
            self.advance(target_us)

    def catch_up(self, us: int, usual: set[str]) -> int:
        """Let so much time pass, up to an interrupt that is not one of the usual ones; returns what is left of it.

        A timer that comes again meanwhile has interrupted once.
        """
        target_us = self.caught_up_at_us = self.clock.now_us + us
        while self.clock.now_us < target_us and usual.issuperset(self.pending):
            self.advance(target_us)
        self.caught_up_at_us = 0
        return max(0, target_us - self.clock.now_us)

    def _forget_cancelled(self) -> None:
        self._agenda = [one for one in self._agenda if not one.is_cancelled]
        heapq.heapify(self._agenda)
        self._crowded = max(CROWDED, 2 * len(self._agenda))

    def next_due_us(self) -> int:
        """Return when the next line of the agenda is due, the scenario's end where there is none."""
        agenda = self._agenda
        while agenda:
            if not agenda[0].is_cancelled:
                return agenda[0].t_us
            heapq.heappop(agenda)
        return self.end_us

    def _do_due(self) -> bool:
        happened = False
        while self.next_due_us() <= self.clock.now_us and self._agenda:
            heapq.heappop(self._agenda).act()
            happened = True
        return happened

    def _do_posted(self) -> bool:
        happened = bool(self._posted)
        while self._posted:
            self._posted.popleft()()
        return happened
