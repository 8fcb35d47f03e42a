"""The simulated boards of the room: each has an account like a real one, a demo program, and a world of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from iot_lab.boards.names import first_word, new_name
from iot_lab.errors import LabError
from iot_lab.simulator.board_library import library
from iot_lab.simulator.demos import DEMOS
from iot_lab.simulator.engine import SimulatorUnavailable, has_engine
from iot_lab.simulator.live.live_board import BoardIdentity, LiveBoard
from iot_lab.texts import texts
from iot_lab.workshop.settings import MOST_SIMULATED

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.room import Account, Register
    from iot_lab.simulator.live.knobs import KnobState

RESTART_AFTER_S: Final = 5.0


class TooManySimulated(LabError):
    """The room has as many simulated boards as one computer carries. Details: most."""

    code = "too-many-simulated"


class SimulatedBoards:
    """Boards that run the demo programs in turn: `number` at first, then as many as are added and removed.

    Their names stay the same from one start to the next. Safe to use from several threads.
    """

    def __init__(
        self,
        register: Register,
        broker: BrokerAddress,
        number: int,
        language: str = "fr",
        packages: Callable[[str], bytes | None] | None = None,
    ) -> None:
        self._register, self._broker, self._language, self._packages = register, broker, language, packages
        self._lock = threading.Lock()
        known = sorted(register.accounts("simulated"), key=lambda account: account.name)[:number]
        fresh = (self._new_account() for _ in range(number - len(known)))
        self._boards = {account.name: self._board(account, seed) for seed, account in enumerate((*known, *fresh))}
        self._seeds = number

    def start(self) -> None:
        """Start every board's program."""
        for board in list(self._boards.values()):
            board.start()

    def stop(self) -> None:
        """Stop them all at once."""
        boards = list(self._boards.values())
        for board in boards:
            board.ask_to_stop()
        for board in boards:
            board.stop()

    def add(self, demo: str | None = None) -> str:
        """Start one board more, with the next demo or the one of this name; return its name.

        Raises TooManySimulated, SimulatorUnavailable, NameRefused.
        """
        if not has_engine():
            raise SimulatorUnavailable
        with self._lock:
            if len(self._boards) >= MOST_SIMULATED:
                raise TooManySimulated(most=MOST_SIMULATED)
            board = self._board(self._new_account(), self._seeds, demo)
            self._boards = {**self._boards, board.identity.name: board}
            self._seeds += 1
        board.start()
        return board.identity.name

    def remove(self, name: str) -> bool:
        """Stop a board and end its account; say whether it was one of ours. What it measured stays."""
        with self._lock:
            board = self._boards.get(name)
            self._boards = {other: one for other, one in self._boards.items() if other != name}
        if board is None:
            return False
        board.stop()
        self._register.remove(name)
        return True

    def _board(self, account: Account, seed: int, name: str | None = None) -> LiveBoard:
        demo = DEMOS[name or list(DEMOS)[seed % len(DEMOS)]]
        return LiveBoard(
            BoardIdentity(self._register.room, account.name, account.secret),
            self._broker,
            demo.program_in(texts(self._language)),
            demo.scenario,
            files=library(),
            seed=seed,
            restart_after_s=RESTART_AFTER_S,
            packages=self._packages,
        )

    def _new_account(self) -> Account:
        taken = [account.name for account in self._register.accounts()]
        return self._register.add(new_name(taken, first_word(self._language)), "simulated")

    def program(self, board: str) -> str:
        """Return the program of a board; nothing where it is not one of ours."""
        found = self._boards.get(board)
        return found.program if found else ""

    def knobs(self, board: str) -> list[KnobState]:
        """Return what can be turned in the world around a board; nothing where it is not one of ours."""
        found = self._boards.get(board)
        return found.knobs() if found else []

    def turn(self, board: str, knob: str, value: float | None) -> None:
        """Turn a knob that `knobs` returned, or (None) let it go."""
        self._boards[board].turn(knob, value)
