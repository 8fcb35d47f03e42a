"""The simulated boards of the room: each has an account like a real one, a demo program, and a world of its own."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING, Final

from iot_lab.boards.names import first_word, new_name
from iot_lab.simulator.board_library import library
from iot_lab.simulator.demos import DEMOS
from iot_lab.simulator.live.live_board import BoardIdentity, LiveBoard
from iot_lab.texts import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.room import Account, Register
    from iot_lab.simulator.live.knobs import KnobState

RESTART_AFTER_S: Final = 5.0


class SimulatedBoards:
    """`number` boards that run the demo programs in turn; their names stay the same from one start to the next."""

    def __init__(self, register: Register, broker: BrokerAddress, number: int, language: str = "fr") -> None:
        demos = islice(cycle(DEMOS.values()), number)
        boards = [
            LiveBoard(
                BoardIdentity(register.room, account.name, account.secret),
                broker,
                demo.program_in(texts(language)),
                demo.scenario,
                files=library(),
                seed=seed,
                restart_after_s=RESTART_AFTER_S,
            )
            for seed, (demo, account) in enumerate(zip(demos, _accounts(register, first_word(language)), strict=False))
        ]
        self._boards = {board.identity.name: board for board in boards}

    def start(self) -> None:
        """Start every board's program."""
        for board in self._boards.values():
            board.start()

    def stop(self) -> None:
        """Stop them all at once."""
        for board in self._boards.values():
            board.ask_to_stop()
        for board in self._boards.values():
            board.stop()

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


def _accounts(register: Register, word: str) -> Iterator[Account]:
    """Yield accounts for simulated boards: those there are, then new ones that begin with `word`."""
    known = register.accounts("simulated")
    yield from sorted(known, key=lambda account: account.name)
    while True:
        yield register.add(new_name([account.name for account in register.accounts()], word), "simulated")
