"""A relay module: a contact that closes some milliseconds after its pin says so.

Source: Songle SRD-05VDC-SL-C datasheet: operate time 10 ms, release time 5 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from iot_lab.simulator.parts._output import Output, follow_output
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.agenda import Agenda
    from iot_lab.simulator.board import Board

OPERATE_US, RELEASE_US = 10_000, 5_000


@dataclass(frozen=True, slots=True)
class Relay:
    """A relay commanded by `pin`, closed at level `closes_at` (0 on most modules with an optocoupler).

    Shows `is_closed`.
    """

    pin: int
    closes_at: int = 1
    TITLE: ClassVar[str] = key("part.relay")

    def attach(self, board: Board) -> None:
        """Follow the pin."""
        is_closed = False
        on_its_way: Agenda | None = None

        def move(wanted: bool) -> None:
            nonlocal is_closed
            if wanted != is_closed:
                is_closed = wanted
                board.record("shows", f"relay:{self.pin}", {"is_closed": is_closed})

        def obey(output: Output) -> None:
            nonlocal on_its_way
            if on_its_way is not None:
                on_its_way.cancel()
            wanted = output.duty is not None and (output.duty >= 0.5) == bool(self.closes_at)
            after_us = OPERATE_US if wanted else RELEASE_US
            on_its_way = board.schedule(board.now_us + after_us, lambda: move(wanted))

        follow_output(board, self.pin, obey)
