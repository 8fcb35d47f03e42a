"""A guest whose modules are loaded already: its memory is copied from one that has loaded them before.

To load the firmware's modules takes five times as long as all else of a boot, and ends the same each time. So the
first text that a guest runs (`guest/_start.py`) asks `prepare` in a loop: as long as it gets an answer it runs that
text, which loads the modules; at the empty one it goes on. The first guest of a process gets one answer, and at its
second question what has changed in its memory since the first one is kept. The next guests get the empty answer at
once, and that memory.

That is right because a guest that asks stands at the same place each time: the same native functions wait for its
answer, with the same variables, for the same operator of the same loop asked. What tells so is compared: the addresses
of the question and the stack pointer (where the answer would go is not: nothing is written there, and the guest has it
in its memory). Work, calls and exceptions of loading are not counted, in the first guest neither. Nothing that differs
from one run to another may happen before `prepare` is over: no seed, no clock, no file of the program's.

A computer may be told what another one has kept (`written`, `adopt`), where both have the same guest and the same
modules: a browser's first check need not load them.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.simulator.guest_files import loading_program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.simulator.border import Instance

PREPARE: Final = "prepare"
FILE: Final = "runtime/prepared.json"
"""Where the course at home finds what its maker's computer has kept."""
PAGE: Final = 1024
MOST_KEPT: Final = 8
Place = tuple[int, ...]
"""Where a guest stands: the addresses of what it asks, its stack pointer, the size of its memory."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What loading the modules made of a guest's memory."""

    place: Place
    pieces: tuple[tuple[int, bytes], ...]


_kept: dict[tuple[bytes, ...], Prepared] = {}


def written() -> str:
    """Return as JSON what this process has kept."""
    return json.dumps(
        [
            [[_text(one) for one in arguments], kept.place, [(at, _text(piece)) for at, piece in kept.pieces]]
            for arguments, kept in _kept.items()
        ]
    )


def adopt(text: str) -> None:
    """Keep what another process has `written`."""
    for arguments, place, pieces in json.loads(text):
        prepared = Prepared(tuple(place), tuple((at, b64decode(piece)) for at, piece in pieces))
        _kept[tuple(map(b64decode, arguments))] = prepared


def _text(content: bytes) -> str:
    return b64encode(content).decode()


class Preparation:
    """One guest on its way to where its modules are loaded; `arguments` are all that makes it differ from another."""

    def __init__(self, guest: Instance, arguments: tuple[bytes, ...]) -> None:
        self._guest, self._arguments = guest, arguments
        self._before: tuple[Place, bytes, int, int, int] | None = None
        self.is_over = False

    def answer(self, asked: tuple[int, ...], calls: int) -> tuple[str, int]:
        """Answer `prepare`, and say how many calls count until now; nothing is asked once `is_over`."""
        guest = self._guest
        place = (*asked, guest.stack_pointer(), guest.memory_size())
        if self._before is not None:
            before, memory, fuel, calls, throws = self._before
            if before == place:
                self._keep(place, memory)
            guest.set_fuel(fuel)
            guest.set_throws(throws)
            self.is_over = True
            return "", calls
        known = _kept.get(self._arguments)
        if known is None or known.place != place:
            self._before = place, guest.everything(), guest.fuel(), calls, guest.throws()
            return loading_program(), calls
        for address, piece in known.pieces:
            guest.write(address, piece)
        self.is_over = True
        return "", calls

    def _keep(self, place: Place, before: bytes) -> None:
        if len(_kept) < MOST_KEPT:
            _kept[self._arguments] = Prepared(place, tuple(_differences(before, self._guest.everything())))


def _differences(before: bytes, after: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the runs of pages of `after` that are not as before, each with where it begins."""
    begins: int | None = None
    for at in range(0, len(after) + PAGE, PAGE):
        if after[at : at + PAGE] != before[at : at + PAGE]:
            begins = at if begins is None else begins
        elif begins is not None:
            yield begins, after[begins:at]
            begins = None
