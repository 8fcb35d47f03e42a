"""Looks that the guest answers itself, as its host foresaw them: polling without pause then costs next to nothing.

A program that polls for minutes asks for the time and for its pins hundreds of thousands of times. Nearly all of these
answers are known: until the agenda's next line nothing changes by itself, and once a loop has looked for a millisecond
each look at `ticks_ms` takes whole milliseconds, as many each time for long (`polling.py`). So after a look at the
clock the host *grants* that many looks: how many, and how long each takes, written in a table in the guest's memory,
which two functions of the runtime read (build_hook/answered_looks.py). Beside it stand the answers of calls that change
nothing and are asked in between (`FORESEEN` in `calls/`: a pin's level, a level or a duty written again, no message
yet). The grant ends before anything is due, and is taken back as soon as the host is asked anything, or a
slice of work ends: what was looked meanwhile is then charged at once. What a turn computes is part of its look.

What is in the table comes back from the guest, whose memory a program may write: it is believed as far as it can be
true.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, Protocol

from iot_lab.simulator.polling import TURN_US
from iot_lab.simulator.speed import FUEL_PER_US

if TYPE_CHECKING:
    from iot_lab.simulator.host import Host

# The table: how many looks are left, the fuel that a turn may take at most, the time told last and the step (ns), the
# slice's fuel at the last look; then slots: a name's address, a text's size, an answer and its size, the text's words
# with their masks.
TABLE: Final = 512
LEFT, TURN, NOW, STEP, SEEN = TABLE, TABLE + 4, TABLE + 8, TABLE + 16, TABLE + 24
SLOTS: Final = 6
WORDS: Final = 3
SLOT_BYTES: Final = 72
TABLE_END: Final = 1024
_GRANT, _SLOT = struct.Struct("<IIQQq"), struct.Struct("<II8sI4x6Q")
_NO_SLOT: Final = _SLOT.pack(0, 0xFFFFFFFF, b"", 0, *6 * (0,))
_TURN_FUEL: Final = TURN_US * FUEL_PER_US
_LONGEST_TEXT: Final = 8 * WORDS
_LONGEST_ANSWER: Final = 8
FEWEST: Final = 4
FOR_EVER: Final = 1 << 62
# So many grants in a row of which hardly anything was used: the next ones are left out.
USELESS: Final = 8
LEFT_OUT: Final = 64


class SlicedGuest(Protocol):
    """The guest's memory and fuel."""

    def read(self, address: int, size: int) -> bytes:
        """Return `size` bytes."""

    def write(self, address: int, content: bytes) -> None:
        """Put bytes there."""

    def fuel(self) -> int:
        """Return the fuel that is left."""

    def slice_fuel(self) -> int:
        """Return the fuel that is left of the slice."""


class Looks:
    """The looks granted to one guest."""

    def __init__(self, guest: SlicedGuest, host: Host) -> None:
        self._guest, self._host = guest, host
        self._granted = self._step_us = self._fuel = self._reserve = 0
        self._asked: list[tuple[int, str, bytes] | None] = [None] * SLOTS
        self._written = [_NO_SLOT] * SLOTS
        self._next = self._useless = self._left_out = 0
        self.is_granted = False

    def grant(self, shown_us: int) -> None:
        """The guest is told the time: let it answer its next looks itself."""
        if self._left_out:
            self._left_out -= 1
            return
        count, self._step_us = self._host.foresee_looks()
        if count < FEWEST:
            return
        for slot, asked in enumerate(self._asked):
            if asked is not None:
                content, longest = self._slot(*asked)
                count = min(count, longest)
                self._write(slot, content)
        guest = self._guest
        slice_fuel, self._fuel = guest.slice_fuel(), guest.fuel()
        self._reserve, self._granted, self.is_granted = self._fuel - slice_fuel, count, True
        guest.write(TABLE, _GRANT.pack(count, _TURN_FUEL, shown_us * 1000, self._step_us * 1000, slice_fuel))

    def take_back(self) -> int:
        """The host is asked: end the grant; returns as how many calls the looks count that were answered meanwhile."""
        left: int
        seen: int
        left, _, _, _, seen = _GRANT.unpack(self._guest.read(TABLE, _GRANT.size))
        self._guest.write(TABLE, bytes(4))
        self.is_granted = False
        used = max(0, self._granted - left)
        if used >= FEWEST:
            self._useless = 0
        else:
            self._useless += 1
            if self._useless >= USELESS:
                self._useless, self._left_out = 0, LEFT_OUT
        if not used:
            return 0
        left_then = max(self._guest.fuel(), min(self._fuel, self._reserve + seen))
        return self._host.looked(used, self._step_us, left_then)

    def note(self, address: int, name: str, text: bytes) -> None:
        """The guest asked this in a loop that looks at the clock: foresee it the next time."""
        asked = address, name, text
        if len(text) <= _LONGEST_TEXT and asked not in self._asked and self._host.foresees(name):
            self._asked[self._next] = asked
            self._next = (self._next + 1) % SLOTS

    def _slot(self, address: int, name: str, text: bytes) -> tuple[bytes, int]:
        """Return what stands in the table for a call, and how many looks its answer lasts."""
        answer, for_us = self._host.foreseen(name, text.decode("utf-8", "replace")) or ("", 0)
        said, longest = answer.encode(), for_us // self._step_us
        if longest < FEWEST or len(said) > _LONGEST_ANSWER:
            return _NO_SLOT, FOR_EVER
        words, mask = text.ljust(_LONGEST_TEXT, b"\0"), (b"\xff" * len(text)).ljust(_LONGEST_TEXT, b"\0")
        pairs = zip(struct.unpack("<3Q", words), struct.unpack("<3Q", mask), strict=True)
        return _SLOT.pack(address, len(text), said, len(said), *(word for pair in pairs for word in pair)), longest

    def _write(self, slot: int, content: bytes) -> None:
        if self._written[slot] != content:
            self._written[slot] = content
            self._guest.write(TABLE + _GRANT.size + SLOT_BYTES * slot, content)
