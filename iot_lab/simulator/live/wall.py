"""Run a program in wall time in its scenario, broker included: what `run_virtual` does, at the speed of an ESP32."""

from __future__ import annotations

import threading
from math import inf
from typing import TYPE_CHECKING

from iot_lab.simulator.board import Board, Event
from iot_lab.simulator.boots import Boots
from iot_lab.simulator.chip import Chip
from iot_lab.simulator.clock import WallClock
from iot_lab.simulator.limits import RunEnded
from iot_lab.simulator.live.knobs import LiveKnobs
from iot_lab.simulator.live.limits import LIVE_LIMITS
from iot_lab.simulator.network.virtual_link import VirtualMqttLink
from iot_lab.simulator.peripherals.keyboard import keyboard
from iot_lab.simulator.runtime import shared_runtime
from iot_lab.simulator.virtual import flash, guest_error
from iot_lab.waiting import join

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iot_lab.simulator.clock import Clock
    from iot_lab.simulator.errors import GuestError
    from iot_lab.simulator.live.knobs import KnobState
    from iot_lab.simulator.world.scenario import Scenario


class WallRun:
    """One run, in a thread of its own; `end` is then as in `virtual.Outcome`, or "stopped"."""

    def __init__(
        self,
        program: str,
        scenario: Scenario,
        *,
        seed: int = 0,
        files: Mapping[str, bytes] | None = None,
        watch: Callable[[Event], None] | None = None,
        on_end: Callable[[WallRun], None] | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Prepare a run; `watch` is called with each event, `on_end` when it is over, in the run's thread.

        A browser has no threads: it gives a `clock` of its own, and calls `run_here`.
        """
        shared_runtime()
        self.end: str | None = None
        self.error: GuestError | None = None
        self.fault: str | None = None
        self.fuel = 0
        self._program, self._seed, self._on_end = program, seed, on_end
        self._knobs = LiveKnobs(scenario)
        self._board = Board(self._knobs.scenario, clock or WallClock(), seed)
        self._board.keeps_events = False
        self._board.steps_left = inf  # it goes on for days
        if watch is not None:
            self._board.watchers.append(watch)
        self._chip = Chip(flash(program, {**dict(scenario.files), **(files or {})}))
        self._thread = threading.Thread(target=self.run_here, name="board-run", daemon=True)

    @property
    def now_us(self) -> int:
        """Return the board's clock."""
        return self._board.now_us

    def start(self) -> None:
        self._thread.start()

    @property
    def board(self) -> Board:
        """The board, for its own thread alone (`post`)."""
        return self._board

    def stop(self) -> None:
        """Power off, within 0.3 s."""
        self.ask_to_stop()
        join(self._thread)

    def ask_to_stop(self) -> None:
        """Begin to power off, for those that do not wait."""
        self._board.post(_power_off)

    def wait(self, timeout_s: float) -> bool:
        """Wait until it is over; says whether it is."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def knobs(self) -> list[KnobState]:
        """Return what surrounds the board, and where it stands now."""
        return self._knobs.states(self.now_us, self._seed)

    def turn(self, knob: str, value: float | None) -> None:
        """Turn a knob, or (None) let it go; raises KeyError for an unknown one, ValueError beyond its range."""
        act = self._knobs.turn(knob, value)
        self._board.post(lambda: act(self._board))

    def say(self, text: str) -> None:
        """Type at the console."""
        self._board.post(lambda: keyboard(self._board).say(text))

    def run_here(self) -> None:
        """Run to the end in this thread."""
        try:
            link = VirtualMqttLink(self._board, self._knobs.scenario.broker)
            boots = Boots(self._board, self._chip, link, LIVE_LIMITS, is_live=True, most_resets=None)
            self.end = boots.run()
            self.fuel = boots.fuel_used
            self.fault = repr(boots.fault) if boots.fault is not None else None
            if boots.traceback is not None and self.end != "stopped":
                self.error = guest_error(self._program, boots.traceback)
        finally:
            self.end = self.end or "fault"
            if self._on_end is not None:
                self._on_end(self)


def _power_off() -> None:
    raise RunEnded("stopped")
