"""A simulated board in wall time: one thread, an ESP32's speed, a real broker.

Its threads are daemons that `stop_all` joins at exit, so that a program that forgets a board still ends cleanly.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import threading
import weakref
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from iot_lab.simulator.board import Board, Event
from iot_lab.simulator.calls.network import close_all
from iot_lab.simulator.clock import WallClock
from iot_lab.simulator.console import Console
from iot_lab.simulator.door import Door
from iot_lab.simulator.guest_files import boot_program
from iot_lab.simulator.mqtt_link import Session
from iot_lab.simulator.real_broker import RealBroker
from iot_lab.simulator.runtime import shared_runtime
from iot_lab.simulator.sandbox import Limits, RunEnded, Sandbox
from iot_lab.simulator.ticker import ticker
from iot_lab.simulator.virtual import flash, guest_error
from iot_lab.topics import BoardTopic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iot_lab.simulator.errors import GuestError
    from iot_lab.simulator.world.scenario import Scenario, Wifi

# Measured: about 265 units of fuel per microsecond of a 240 MHz ESP32 (docs/decisions/0002-runtime.md).
FUEL_PER_US = 265
FOR_EVER = 1 << 60
LIMITS = Limits(fuel=FOR_EVER, output_bytes=FOR_EVER, calls=FOR_EVER)
RESET_PAUSE_S = 0.5
# A byte on the serial console at 115,200 baud: 10 bits.
PRINTED_BYTE_US = 87


@dataclass(frozen=True, slots=True)
class BoardIdentity:
    """Who a board is: its room, its name there, its secret."""

    room: str
    name: str
    secret: str = field(repr=False)


class LiveBoard:
    """A board that runs `program` until it is stopped.

    `broker` is where it connects, `files` what is on its flash beside `main.py` and `config.json`. `state` is
    "running", "stopped" (also: the program ended) or "error", and `error` then says what went wrong. After an error
    the program starts again only where `restart_after_s` is given. `watch` is called with each event, in the board's
    thread.
    """

    def __init__(
        self,
        identity: BoardIdentity,
        broker: tuple[str, int],
        program: str,
        scenario: Scenario,
        *,
        files: Mapping[str, bytes] | None = None,
        seed: int = 0,
        restart_after_s: float | None = None,
        watch: Callable[[Event], None] | None = None,
    ) -> None:
        self.identity = identity
        self.state = "stopped"
        self.error: GuestError | None = None
        self.fault: str | None = None
        self._broker = broker
        self._program = program
        self._scenario = scenario
        self._seed = seed
        self._restart_after_s = restart_after_s
        self._watch = watch
        self._flash = flash(program, {**(files or {}), "config.json": config_json(identity, broker, scenario.wifi)})
        self._stopping = threading.Event()
        self._board: Board | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Power on; does nothing when it runs already. Raises what `runtime.shared_runtime` raises."""
        if self._thread is not None and self._thread.is_alive():
            return
        shared_runtime()
        self._stopping.clear()
        self.state, self.error, self.fault = "running", None, None
        self._thread = threading.Thread(target=self._live, name=f"board-{self.identity.name}", daemon=True)
        _alive.add(self)
        self._thread.start()

    def stop(self) -> None:
        """Power off, within 0.3 s; its will tells the room that it is offline."""
        self.ask_to_stop()
        if self._thread is not None:
            self._thread.join()

    def ask_to_stop(self) -> None:
        """Begin to power off, for those that stop many boards."""
        self._stopping.set()
        board = self._board
        if board is not None:
            board.post(_power_off)

    def post(self, act: Callable[[Board], None]) -> None:
        """Do something to the running board in its own thread: press a button, change a level."""
        board = self._board
        if board is not None:
            board.post(lambda: act(board))

    def _live(self) -> None:
        ticker.join()
        try:
            while True:
                end = self._run_once()
                pause_s = RESET_PAUSE_S if end == "reset" else self._restart_after_s
                if end == "finished" or pause_s is None or self._stopping.wait(pause_s):
                    break
                self.state, self.error = "running", None
        finally:
            if self.state == "running":
                self.state = "stopped"
            _alive.discard(self)
            ticker.leave()

    def _run_once(self) -> str:
        board = Board(self._scenario, WallClock(), self._seed)
        board.end_us = FOR_EVER
        board.keeps_events = False
        link = RealBroker(*self._broker)
        door = Door(board, self._flash, link)
        door.printed_byte_us = PRINTED_BYTE_US
        console = Console(board, link, self._console_session(), self._log_topic())
        board.watchers += [lambda event: console.add(str(event.value)) if event.kind == "print" else None]
        if self._watch is not None:
            board.watchers.append(self._watch)
        sandbox = Sandbox(shared_runtime(), door, LIMITS)
        _throttle(sandbox, door)
        self._board = board
        if self._stopping.is_set():
            board.post(_power_off)
        try:
            sandbox.run(boot_program())
            with contextlib.suppress(RunEnded):
                self._note(sandbox, door, console)
        finally:
            self._board = None
            console.close()
            close_all(door)
        return sandbox.end or "fault"

    def _note(self, sandbox: Sandbox, door: Door, console: Console) -> None:
        """Keep what went wrong, and tell the room."""
        if door.traceback is not None:
            self.error = guest_error(self._program, door.traceback)
            console.add(self.error.traceback)
            self.state = "error"
        elif sandbox.end == "fault":
            self.fault = repr(sandbox.fault)
            self.state = "error"

    def _log_topic(self) -> str:
        return str(BoardTopic(self.identity.room, self.identity.name, "log"))

    def _console_session(self) -> Session:
        name, secret = self.identity.name, self.identity.secret.encode()
        return Session(*self._broker, client=name, user=name, password=secret, keepalive_s=60)


def config_json(identity: BoardIdentity, broker: tuple[str, int], wifi: Wifi | None) -> bytes:
    """Return the `config.json` of a board, as provisioning writes it on a real one, and `simulated`."""
    content = {
        "format": 1,
        "room": identity.room,
        "name": identity.name,
        "secret": identity.secret,
        "broker": {"host": broker[0], "port": broker[1]},
        "wifi": [{"ssid": wifi.name, "password": wifi.password}] if wifi else [],
        "simulated": True,
    }
    return json.dumps(content).encode()


def stop_all() -> None:
    """Stop every board of this process, all at once."""
    boards = list(_alive)
    for board in boards:
        board.ask_to_stop()
    for board in boards:
        board.stop()


def _throttle(sandbox: Sandbox, door: Door) -> None:
    """Make the guest's instructions take an ESP32's time: the wall clock sleeps what they cost too little."""
    spent_us = 0

    def spend_cpu() -> None:
        nonlocal spent_us
        used_us = sandbox.fuel_used // FUEL_PER_US
        cost_us, spent_us = used_us - spent_us, used_us
        door.board.advance(door.board.now_us + cost_us)

    def beat() -> bool:
        try:
            spend_cpu()
        except RunEnded as ended:
            sandbox.stop(ended.reason)
        except Exception as error:  # noqa: BLE001
            sandbox.fault = error
            sandbox.stop("fault")
        return sandbox.end is None

    door.spend_cpu = spend_cpu
    sandbox.guest.on_epoch(beat)


def _power_off() -> None:
    raise RunEnded("stopped")


_alive: weakref.WeakSet[LiveBoard] = weakref.WeakSet()
atexit.register(stop_all)
