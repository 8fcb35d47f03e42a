"""The simulated boards of the room: each has an account like a real one, a demo program, and a world of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from typing import TYPE_CHECKING, Final

from iot_lab.room import NameRefused
from iot_lab.simulator.demos import DEMOS, library
from iot_lab.simulator.live import BoardIdentity, LiveBoard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.room import Account, Register
    from iot_lab.workshop.broker_address import BrokerAddress

NAME: Final = "capteur"
RESTART_AFTER_S: Final = 5.0


class SimulatedBoards:
    """`number` boards that run the demo programs in turn; their names stay the same from one start to the next."""

    def __init__(self, register: Register, broker: BrokerAddress, number: int) -> None:
        demos = islice(cycle(DEMOS.values()), number)
        self._boards = [
            LiveBoard(
                BoardIdentity(register.room, account.name, account.secret),
                (broker.host, broker.port),
                demo.program,
                demo.scenario,
                files=library(),
                seed=seed,
                restart_after_s=RESTART_AFTER_S,
            )
            for seed, (account, demo) in enumerate(zip(_accounts(register), demos, strict=False))
        ]

    def start(self) -> None:
        """Start every board's program."""
        for board in self._boards:
            board.start()

    def stop(self) -> None:
        """Stop them all at once; each may take half a second."""
        if self._boards:
            with ThreadPoolExecutor(len(self._boards)) as stoppers:
                list(stoppers.map(lambda board: board.stop(), self._boards))


def _accounts(register: Register) -> Iterator[Account]:
    """Yield accounts for simulated boards: those there are, then new ones beside the names that are taken."""
    number = 0
    while True:
        number += 1
        try:
            yield register.add(f"{NAME}-{number:02}", "simulated")
        except NameRefused:
            continue
