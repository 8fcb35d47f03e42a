"""What the kit of a live board says of it and does when the room asks (docs/protocol.md), beside its program.

It is asked in the thread of the orders and does everything in the board's own.
"""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from iot_lab import __version__
from iot_lab.contract.config import FILE_NAME, changed, identity_in
from iot_lab.contract.info import program_facts
from iot_lab.contract.kit_parts import UP_TO_DATE
from iot_lab.contract.orders import KIT_ORDERS
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


class Done(Protocol):
    """Answers an order, by its usual result where no other is given."""

    def __call__(self, result: str = "") -> None: ...


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
        packages: Callable[[str], bytes | None] | None = None,
    ) -> None:
        self._board, self._chip, self._identity, self._wifi = board, chip, identity, wifi
        self._cause, self._has_wifi = "power", wifi is not None
        self._link = KitLink(broker, self._facts, Orders(self, self._answer).take)
        self._console = Console(lambda lines: links.call(self._link.say, lines))
        around = RealBroker(broker, self._link, packages)
        self.programs = Programs(chip, around, restart_after_s, self._tell, self._console.add)
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

    # Orders (`orders.OrderedBoard`): each method below takes what the order brings, and what answers it.

    def obey(self, order: str, number: str, content: Any) -> None:
        """Do an order in the board's thread; what the flash refuses is answered."""
        acts: dict[str, Callable[[Any, Done], None]] = {
            "run": self._run,
            "stop": self._stop,
            "identify": self._identify,
            "settings": self._keep_settings,
            "rescue": self._rescue,
            "kit": self._update,
        }
        done = partial(self._answer_done, order, number)

        def do() -> None:
            try:
                acts[order](content, done)
            except Refused:
                self._answer(order, {"id": number, "error": "storage"})

        self._board.post(do)

    def _answer_done(self, order: str, number: str, result: str = "") -> None:
        self._answer(order, {"id": number, "result": result or KIT_ORDERS[order].result})

    def _run(self, program: SentProgram | None, done: Done) -> None:
        if program is not None:
            self.programs.keep(program)
        self.programs.begin(done)

    def _stop(self, _nothing: None, done: Done) -> None:
        self.programs.stop(lambda was_running: done() if was_running else done("not-running"))

    def _identify(self, _nothing: None, done: Done) -> None:
        self._blink(BLINKS, done)

    def _blink(self, left: int, done: Done) -> None:
        """Blink the LED of pin 2: events `identify`."""
        board = self._board
        board.record("identify", str(LED_PIN), left % 2)
        if left:
            board.schedule(board.now_us + BLINK_US, lambda: self._blink(left - 1, done))
        else:
            done()

    def _keep_settings(self, settings: dict[str, Any], done: Done) -> None:
        self._chip.flash.write(FILE_NAME, changed(self._config(), settings))
        done()

    def _rescue(self, _nothing: None, done: Done) -> None:
        """Restart without the program."""
        done()
        self._cause = "program"
        links.call(self._link.down)
        self._board.schedule(self._board.now_us + HARD_BOOT_US, self._up)
        self.programs.skip()

    def _update(self, _version: str, done: Done) -> None:
        """Its kit is the laptop's own, always."""
        done(UP_TO_DATE)

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
