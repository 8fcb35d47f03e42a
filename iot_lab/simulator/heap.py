"""How much of its heap a program needs: what is still held after a collection, read in the guest's memory.

MicroPython collects only when its heap is full, so what is in use says little: garbage counts too. The meter looks
from time to time, asks for a collection when use has grown by a sixteenth of the heap, and keeps the most that one
left: the result is right to 20 KB.
Layout: `mp_state_mem_area_t` and the allocation table of py/gc.c (2 bits a block, 4 words a block).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCK_BYTES: Final = 16
BLOCKS_PER_BYTE: Final = 4
LOOK_EVERY: Final = 16
STEPS: Final = 16
LARGEST_TABLE: Final = 1 << 16
# The interpreter's variables are below its stack and its heap.
LOW_BYTES: Final = 128 * 1024
_AREA: Final = struct.Struct("<7I")


class Memory(Protocol):
    """The guest's memory."""

    def read(self, address: int, size: int) -> bytes:
        """Return `size` bytes."""


class HeapMeter:
    """Measures one boot; `collect` makes the interpreter collect soon."""

    def __init__(self, memory: Memory, collect: Callable[[], object]) -> None:
        self._memory = memory
        self._address = 0
        self._collect = collect
        self._before = self._most = 0
        self._last_used = self._next_bytes = self._step = 0
        self._has_begun = self._is_watched = False

    def begin(self, text_bytes: int = 0) -> None:
        """The program is about to be compiled: what is in use is the firmware's, and so will be its text."""
        self._address = _place_in(self._memory)
        if not self._address:
            return
        table, size, *_ = self._area()
        self._before = self._most = self._used(table, size) + text_bytes
        self._step = size * BLOCKS_PER_BYTE * BLOCK_BYTES // STEPS
        self._next_bytes = self._before + self._step
        self._has_begun = True

    def watch(self) -> None:
        """The program is compiled: from now on collections are asked for."""
        self._is_watched = self._has_begun

    def look(self) -> None:
        """See whether a collection has passed, or should."""
        if not self._is_watched:
            return
        last_used = self._area()[6]
        if last_used < self._last_used:
            self.collected()
        elif last_used * BLOCK_BYTES > self._next_bytes:
            self._next_bytes += self._step
            self._collect()
        self._last_used = last_used

    def collected(self) -> None:
        """What is in use now is what the program holds."""
        if self._has_begun:
            table, size, *_ = self._area()
            self._most = max(self._most, self._used(table, size))

    def end(self) -> None:
        """The boot is over, and its memory still there: what is in use counts where it is not mostly garbage.

        That is: little more than the last collection left, or no collection came.
        """
        if not self._has_begun:
            return
        table, size, *_ = self._area()
        used = self._used(table, size)
        if used <= self._most + 2 * self._step or self._most == self._before:
            self._most = max(self._most, used)

    @property
    def peak_bytes(self) -> int:
        """The most that the program held, its code and the modules it imported included."""
        return max(0, self._most - self._before)

    def _area(self) -> tuple[int, ...]:
        return _AREA.unpack(self._memory.read(self._address, _AREA.size))

    def _used(self, table: int, size: int) -> int:
        """Count the blocks that are not free: those whose two bits are not 0."""
        bits = int.from_bytes(self._memory.read(table, size), "little")
        pairs = int.from_bytes(b"\x55" * size, "little")
        return ((bits | bits >> 1) & pairs).bit_count() * BLOCK_BYTES


def find_heap(low_memory: bytes) -> int:
    """Return where the interpreter describes its heap, in a copy of its lowest memory; 0 where nothing is like it."""
    words = memoryview(low_memory).cast("I")
    for index in range(len(words) - 5):
        size = words[index + 1]
        if not 256 < size < LARGEST_TABLE:
            continue
        table, _, finalisers, start, end = words[index : index + 5]
        if table + size <= finalisers <= start and end - start == size * BLOCKS_PER_BYTE * BLOCK_BYTES:
            return 4 * index
    return 0


def _place_in(memory: Memory) -> int:
    """Find it once per process: it is at the same address in every guest."""
    if not _found:
        _found.append(find_heap(memory.read(0, LOW_BYTES)))
    return _found[0]


_found: list[int] = []
