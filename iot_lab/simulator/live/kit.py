"""What the kit of a live board says of it and does when the room asks (docs/protocol.md), beside its program.

It is asked in the thread of the orders and does everything in the board's own.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, Final

from iot_lab import __version__
from iot_lab.contract.config import FILE_NAME, changed, identity_in
from iot_lab.contract.info import program_facts
from iot_lab.simulator.boots import HARD_BOOT_US
from iot_lab.simulator.errno import Refused
from iot_lab.simulator.live.console import Console
from iot_lab.simulator.live.kit_link import KitLink
from iot_lab.simulator.live.link_thread import links
from iot_lab.simulator.live.orders import Orders
from iot_lab.simulator.live.programs import Programs
from iot_lab.simulator.live.real_broker import RealBroker
from iot_lab.simulator.world.curves import value_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.contract.config import BoardIdentity
    from iot_lab.contract.program_parts import SentProgram
    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.simulator.board import Board, Event
    from iot_lab.simulator.chip import Chip
    from iot_lab.simulator.world.scenario import Wifi

MICROPYTHON: Final = "1.27.0"
LED_PIN: Final = 2
BLINKS: Final = 20
BLINK_US: Final = 250_000
# What `info` calls the events `boot` (chip.ResetCause).
CAUSES: Final = {"hard": "button", "watchdog": "watchdog", "deep-sleep": "deep-sleep", "soft": "program"}


class SimulatedKit:
    """The kit of one board, from its power-on to the cut."""

    def __init__(
        self,
        board: Board,
        chip: Chip,
        identity: BoardIdentity,
        broker: BrokerAddress,
        wifi: Wifi | None,
        restart_after_s: float | None,
    ) -> None:
        self._board, self._chip, self._identity, self._wifi = board, chip, identity, wifi
        self._cause, self._has_wifi = "power", wifi is not None
        self._link = KitLink(broker, self._facts, Orders(self, self._answer).take)
        self._console = Console(lambda lines: links.call(self._link.say, lines))
        self.programs = Programs(chip, RealBroker(broker, self._link), restart_after_s, self._tell, self._console.add)
        board.watchers.append(self._see)

    def live(self) -> None:
        """Be there until `programs.end`."""
        links.join()
        try:
            self._up()
            self.programs.live(self._board)
        finally:
            self._console.close()
            links.call(self._link.down)
            links.leave()

    def reach(self, *, has_wifi: bool) -> None:
        """Lose or find the Wi-Fi."""
        self._has_wifi = has_wifi
        self._up() if has_wifi else links.call(self._link.down)

    # Orders (`orders.OrderedBoard`).

    def run_program(self, order: str, program: SentProgram | None) -> None:
        """Keep a program and run it, or run the one that is kept."""
        self._do("run", order, lambda: self._run(order, program))

    def stop_program(self, order: str) -> None:
        """End the program; the board stays."""

        def stopped(was_running: bool) -> None:
            self._answer("stop", {"id": order, "result": "stopped" if was_running else "not-running"})

        self._do("stop", order, lambda: self.programs.stop(stopped))

    def identify(self, order: str) -> None:
        """Blink the LED of pin 2: events `identify`."""
        self._do("identify", order, lambda: self._blink(order, BLINKS))

    def keep_settings(self, order: str, settings: dict[str, Any]) -> None:
        """Write settings in config.json."""
        self._do("settings", order, lambda: self._keep_settings(order, settings))

    def rescue(self, order: str) -> None:
        """Restart without the program."""
        self._do("rescue", order, lambda: self._rescue(order))

    def _do(self, order: str, number: str, act: Callable[[], None]) -> None:
        """Do something in the board's thread; what the flash refuses is answered."""

        def do() -> None:
            try:
                act()
            except Refused:
                self._answer(order, {"id": number, "error": "storage"})

        self._board.post(do)

    def _run(self, order: str, program: SentProgram | None) -> None:
        if program is not None:
            self.programs.keep(program)
        self.programs.begin(lambda: self._answer("run", {"id": order, "result": "running"}))

    def _blink(self, order: str, left: int) -> None:
        board = self._board
        board.record("identify", str(LED_PIN), left % 2)
        if left:
            board.schedule(board.now_us + BLINK_US, lambda: self._blink(order, left - 1))
        else:
            self._answer("identify", {"id": order, "result": "blinked"})

    def _keep_settings(self, order: str, settings: dict[str, Any]) -> None:
        files = self._chip.flash
        files.write(FILE_NAME, changed(self._config(), settings))
        self._answer("settings", {"id": order, "result": "saved"})

    def _rescue(self, order: str) -> None:
        self._answer("rescue", {"id": order, "result": "rescued"})
        self._cause = "program"
        links.call(self._link.down)
        self._board.schedule(self._board.now_us + HARD_BOOT_US, self._up)
        self.programs.skip()

    # What it says.

    def _see(self, event: Event) -> None:
        if event.kind == "print":
            self._console.add(str(event.value))
        elif event.kind == "reset":
            links.call(self._link.down)
        elif event.kind == "boot":
            self._cause = CAUSES.get(str(event.value), "program")
            self._up()

    def _up(self) -> None:
        if self._has_wifi:
            links.call(self._link.up, identity_in(self._config(), self._identity))

    def _config(self) -> bytes:
        files = self._chip.flash
        return files.read(FILE_NAME) if files.exists(FILE_NAME) else b""

    def _tell(self) -> None:
        links.call(self._link.describe)

    def _answer(self, order: str, said: dict[str, Any]) -> None:
        links.call(self._link.answer, order, said)

    def _facts(self) -> dict[str, Any]:
        board, now_us = self._board, self._board.now_us
        mac = bytes((2,)) + random.Random(f"{board.seed} mac").randbytes(5)  # noqa: S311
        return {
            "kit": __version__,
            "chip": "ESP32",
            "micropython": MICROPYTHON,
            "mac": mac.hex(":"),
            "address": f"192.168.4.{2 + mac[-1] % 250}",
            "rssi": round(value_at(self._wifi.rssi_dbm, now_us / 1e6, board.seed)) if self._wifi else None,
            "queue": 0,
            "uptime_s": (now_us - self._chip.started_us) // 1_000_000,
            "simulated": True,
            "reset_cause": self._cause,
            "program": program_facts(self.programs.state, self.programs.sha256),
        }
