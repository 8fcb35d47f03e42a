"""Proof that a program goes round in circles: its whole memory is, at the same point, as it was before.

A guest that asks its host for nothing is a machine without inputs. When all of its memory comes back to what it was, it
will come back again and again, until an interrupt changes something: so time may jump to the next interrupt, and
nothing can be seen of it.

What a WebAssembly function has in its variables is no part of that memory. The runtime spills what it keeps across a
call into the C stack, where it is seen; a C loop without a call may go on for some checks with its memory unchanged.
So memory must have been different in between, and must come back twice, after the same amount of work. Or it must not
change at all for longer than any C loop can go on without writing (it goes over the heap once); where the same stack
was once seen to stand still so long, some checks are enough.

The guest stands still only at function entries and loop headers, some dozens a turn, so a copy is taken at one of them
and the guest then runs from check to check until it stands there again. That costs up to two milliseconds: a program is
tried after some quiet, sooner where that has succeeded before, later where it failed.
"""

from __future__ import annotations

from typing import Final, Protocol

from iot_lab.simulator.speed import FUEL_PER_US

MOST_CHECKS: Final = 300
STILL_CHECKS: Final = 16
STILL_FUEL: Final = 8_000 * FUEL_PER_US
SOON_FUEL: Final = 250 * FUEL_PER_US
FIRST_FUEL: Final = 20_000 * FUEL_PER_US
LATEST_FUEL: Final = 250_000 * FUEL_PER_US


class WholeMemory(Protocol):
    """A guest's memory, all of it."""

    def stack_pointer(self) -> int:
        """Return where the C variables in use begin."""

    def read(self, address: int, size: int) -> bytes:
        """Return `size` bytes."""

    def everything(self) -> bytes:
        """Return a copy of all."""

    def is_as_in(self, copy: bytes) -> bool:
        """Say whether all is as in a copy of it."""


class Circles:
    """Watches one guest while it asks nothing. Its C variables, from the stack pointer to `stack_top`, differ first."""

    def __init__(self, memory: WholeMemory, stack_top: int) -> None:
        self._memory = memory
        self._stack_top = stack_top
        self._patience = self._next_at = FIRST_FUEL
        self._all = self._stack = self._still_stack = b""
        self._checks = 0
        # Is it eager to look after `SOON_FUEL` of quiet work; must the guest stop at its very next check?
        self.is_eager = self.is_stepping = False
        self._was_elsewhere = False
        self._copied_at = self._turn_fuel = 0

    def forget(self) -> None:
        """Something happened: begin again."""
        self._next_at = self._patience
        self._checks = 0
        self._all = self._stack = b""
        self._note()

    def come_round(self, quiet_fuel: int) -> bool:
        """Say whether the guest is where it was, after so much work without asking anything."""
        has_come = self._has_come_round(quiet_fuel)
        self._note()
        return has_come

    def _note(self) -> None:
        self.is_stepping = self._checks > 0
        self.is_eager = self._patience == SOON_FUEL and not self._all

    def _has_come_round(self, quiet_fuel: int) -> bool:
        if not self._all:
            if quiet_fuel >= self._next_at:
                self._copy(quiet_fuel)
            return False
        if self._is_as_it_was():
            if self._is_second_time(quiet_fuel) if self._was_elsewhere else self._is_still(quiet_fuel):
                self._patience = SOON_FUEL
                self.forget()
                return True
        else:
            self._was_elsewhere = True
        self._checks -= 1
        if self._was_elsewhere and self._checks <= 0:
            self._give_up(quiet_fuel)
        return False

    def _copy(self, quiet_fuel: int) -> None:
        self._all = self._memory.everything()
        self._stack = self._read_stack()
        self._checks = MOST_CHECKS
        self._was_elsewhere = False
        self._copied_at, self._turn_fuel = quiet_fuel, 0

    def _is_as_it_was(self) -> bool:
        return self._read_stack() == self._stack and self._memory.is_as_in(self._all)

    def _read_stack(self) -> bytes:
        start = self._memory.stack_pointer()
        return self._memory.read(start, max(0, self._stack_top - start))

    def _is_second_time(self, quiet_fuel: int) -> bool:
        turn_fuel, self._copied_at, self._was_elsewhere = quiet_fuel - self._copied_at, quiet_fuel, False
        is_same, self._turn_fuel = turn_fuel == self._turn_fuel, turn_fuel
        return is_same

    def _is_still(self, quiet_fuel: int) -> bool:
        if self._turn_fuel:
            return False  # it does change
        if quiet_fuel - self._copied_at > STILL_FUEL:
            self._still_stack = self._stack
            return True
        return self._checks <= MOST_CHECKS - STILL_CHECKS and self._stack == self._still_stack

    def _give_up(self, quiet_fuel: int) -> None:
        self._patience = min(LATEST_FUEL, 4 * max(self._patience, FIRST_FUEL))
        self._next_at = 4 * quiet_fuel
        self._checks = 0
        self._all = self._stack = b""
