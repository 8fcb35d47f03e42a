"""A simulated board in wall time: one thread, an ESP32's speed, a real broker, and the kit that a real board has.

Its threads are daemons that `stop_all` joins at exit, so that a program that forgets a board still ends cleanly.
"""

from __future__ import annotations

import atexit
import weakref
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from iot_lab.contract.config import FILE_NAME, BoardIdentity
from iot_lab.simulator.board import Board, Event
from iot_lab.simulator.chip import Chip
from iot_lab.simulator.clock import WallClock
from iot_lab.simulator.live.config import simulated_config
from iot_lab.simulator.live.kit import SimulatedKit
from iot_lab.simulator.live.knobs import WIFI, LiveKnobs
from iot_lab.simulator.live.large_blocks import give_back_large_blocks
from iot_lab.simulator.live.limits import FOR_EVER
from iot_lab.simulator.peripherals.keyboard import keyboard
from iot_lab.simulator.runtime import shared_runtime
from iot_lab.simulator.virtual import flash
from iot_lab.threads import PermanentThread
from iot_lab.waiting import join

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.simulator.errors import GuestError
    from iot_lab.simulator.live.knobs import KnobState
    from iot_lab.simulator.world.scenario import Scenario

__all__ = ["BoardIdentity", "LiveBoard", "simulated_config", "stop_all"]


class LiveBoard:
    """A board that runs `program`, and then what the room sends, until its power is cut.

    `broker` is where it connects, `files` what is on its flash beside `main.py` and `config.json`; what the flash holds
    is kept from one start to the next. After an error the program starts again only where `restart_after_s` is given.
    `watch` is called with each event, in the board's thread; `packages` is what `mip` finds (real_lan.py).
    """

    def __init__(
        self,
        identity: BoardIdentity,
        broker: BrokerAddress,
        program: str,
        scenario: Scenario,
        *,
        files: Mapping[str, bytes] | None = None,
        seed: int = 0,
        restart_after_s: float | None = None,
        watch: Callable[[Event], None] | None = None,
        packages: Callable[[str], bytes | None] | None = None,
    ) -> None:
        self.identity = identity
        self._broker = broker
        self._seed = seed
        self._restart_after_s = restart_after_s
        self._watch, self._packages = watch, packages
        self._knobs = LiveKnobs(scenario)
        self._chip = Chip(
            flash(
                program,
                {**(files or {}), FILE_NAME: simulated_config(identity, (broker.host, broker.port), scenario.wifi)},
            )
        )
        self._board: Board | None = None
        self._kit: SimulatedKit | None = None
        self._thread: PermanentThread | None = None

    @property
    def state(self) -> str:
        """Return "running", "stopped" (its power is cut, or its program ended) or "error" (`error`, or our `fault`)."""
        programs = self._kit.programs if self._kit else None
        if programs is not None and programs.state == "failed":
            return "error"
        return "running" if self._board is not None and programs and programs.state == "running" else "stopped"

    @property
    def program_state(self) -> str:
        """Return the state of its program (docs/protocol.md)."""
        return self._kit.programs.state if self._kit else "none"

    @property
    def program(self) -> str:
        """The program that is kept on the board's flash, whoever sent it; empty where none is."""
        flash = self._chip.flash
        return flash.read("main.py").decode("utf-8", "replace") if flash.exists("main.py") else ""

    @property
    def error(self) -> GuestError | None:
        """What the program did wrong."""
        return self._kit.programs.error if self._kit else None

    @property
    def fault(self) -> str | None:
        """What we did wrong."""
        return self._kit.programs.fault if self._kit else None

    @property
    def now_us(self) -> int:
        """Return the board's clock, 0 while its power is cut."""
        board = self._board
        return board.now_us if board is not None else 0

    def start(self) -> None:
        """Power on; does nothing when it is on. Raises what `runtime.shared_runtime` raises."""
        if self._thread is not None and self._thread.is_alive():
            return
        shared_runtime()
        give_back_large_blocks()
        # The flash outlives a power cut; what the processor keeps does not.
        chip = self._chip = Chip(self._chip.flash, self._chip.nvs)
        board = Board(self._knobs.scenario, WallClock(), self._seed)
        board.end_us = FOR_EVER
        board.keeps_events = False
        board.steps_left = inf  # it goes on for days
        wifi, again_s = self._knobs.scenario.wifi, self._restart_after_s
        kit = SimulatedKit(board, chip, self.identity, self._broker, wifi, again_s, self._packages)
        if self._watch is not None:
            board.watchers.append(self._watch)
        self._knobs.plug_in(board)
        self._board, self._kit = board, kit
        name = f"board-{self.identity.name}"
        self._has_fallen = False
        work = partial(self._live, kit)
        self._thread = PermanentThread(name, work, is_over=lambda: not self._has_fallen, again=False)
        _alive.add(self)
        self._thread.start()

    def stop(self) -> None:
        """Power off, within 0.3 s; its will tells the room that it is offline."""
        self.ask_to_stop()
        if self._thread is not None:
            join(self._thread)

    def ask_to_stop(self) -> None:
        """Begin to power off, for those that stop many boards."""
        board, kit = self._board, self._kit
        if board is not None and kit is not None:
            board.post(kit.programs.end)

    def post(self, act: Callable[[Board], None]) -> None:
        """Do something to the board in its own thread while it is on: press a button, change a level."""
        board = self._board
        if board is not None:
            board.post(lambda: act(board))

    def say(self, text: str) -> None:
        """Type at the board's console; nobody hears it while its power is cut."""
        self.post(lambda board: keyboard(board).say(text))

    def knobs(self) -> list[KnobState]:
        """Return what a person may turn in the world around the board, and where it stands."""
        return self._knobs.states(self.now_us, self._seed)

    def turn(self, knob: str, value: float | None) -> None:
        """Turn a knob, or (None) let it go; raises KeyError for an unknown one, ValueError beyond its range."""
        self.post(self._knobs.turn(knob, value))
        if knob == WIFI and self._kit is not None:
            self._kit.reach(has_wifi=self._knobs.has_wifi)

    def _live(self, kit: SimulatedKit) -> None:
        try:
            kit.live()
        except BaseException:
            self._has_fallen = True
            raise
        finally:
            self._board = None
            _alive.discard(self)


def stop_all() -> None:
    """Stop every board of this process, all at once."""
    boards = list(_alive)
    for board in boards:
        board.ask_to_stop()
    for board in boards:
        board.stop()


_alive: weakref.WeakSet[LiveBoard] = weakref.WeakSet()
atexit.register(stop_all)
