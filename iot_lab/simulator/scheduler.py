"""MicroPython's own scheduler, filled from outside: how an interrupt reaches a program that asks for nothing.

On a chip an interrupt handler calls `mp_sched_schedule(function, argument)`: the pair goes in a queue and the state
becomes *pending*; the virtual machine looks at the state at each jump, locks the scheduler, and calls the functions one
by one. Here the host does what the handler does, by writing in the guest's memory while the guest stands still (in a
host call or at the end of a slice of its work). The build found the places (build_hook/scheduler.py).

One function is ever queued from here: the *hook* (guest/_board.py), once however many interrupts wait. It asks the host
for the next one's key and runs what the program registered for it; if more wait, the host queues it again. The state
is negative while a callback runs or the program has disabled interrupts: the queue is then left for later.

The same way the program is stopped, as Ctrl-C does on a board: `mp_pending_exception` is set and the state made
pending. The scheduler prints and swallows what a callback raises, so the hook reports a KeyboardInterrupt, and it is
set again for the program itself.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final, Protocol

IDLE, PENDING, LOCKED = b"\x01\0", b"\0\0", b"\xff\xff"
# The hook's argument: the small integer 0 as MicroPython writes it.
_ZERO: Final = 1


class GuestMemory(Protocol):
    """The guest's memory."""

    def read(self, address: int, size: int) -> bytes:
        """Return `size` bytes."""

    def write(self, address: int, content: bytes) -> None:
        """Put bytes there."""


@dataclass(frozen=True, slots=True)
class SchedulerPlaces:
    """Addresses in the guest's memory; `depth` is how many calls the queue holds."""

    depth: int
    state: int
    length: int
    index: int
    queue: int
    exception: int


class GuestScheduler:
    """One guest's scheduler."""

    def __init__(self, memory: GuestMemory, places: SchedulerPlaces) -> None:
        self._memory = memory
        self._at = places
        self._hook = self._stop = b""
        self._has_locked = False
        self._has_broken_off = False
        self.is_queued = False
        self.is_stopping = False

    def know(self, hook: int, stop: int) -> None:
        """Take the addresses of the hook and of a KeyboardInterrupt, which the guest keeps alive; only once."""
        if not self._hook:
            self._hook, self._stop = struct.pack("<II", hook, _ZERO), struct.pack("<I", stop)

    def run_callbacks(self) -> None:
        """Have the hook run at the guest's next jump; does nothing where it waits already, or the queue is full."""
        if self.is_queued or not self._hook:
            return
        length, index = self._memory.read(self._at.length, 1)[0], self._memory.read(self._at.index, 1)[0]
        if length < self._at.depth:
            self._memory.write(self._at.queue + 8 * ((index + length) % self._at.depth), self._hook)
            self._memory.write(self._at.length, bytes([length + 1]))
            self.is_queued = True
            self._wake()

    @property
    def is_locked(self) -> bool:
        """Say whether a callback runs."""
        return self._memory.read(self._at.state, 2) not in (IDLE, PENDING)

    def taken(self) -> None:
        """The hook runs: it may be queued again."""
        self.is_queued = self._has_broken_off = False

    def stopped(self) -> None:
        """A callback was interrupted: the program itself must be.

        Where a jump in the callback was told to raise, the lock was taken from it; it has to be held to the end of the
        hook, or the next KeyboardInterrupt is raised in what is left of the hook, and swallowed there.
        """
        if self._has_broken_off:
            self._has_broken_off = False
            self._memory.write(self._at.state, LOCKED)
        self.interrupt()

    def interrupt(self, *, also_in_a_callback: bool = False) -> None:
        """Raise KeyboardInterrupt at the program's next jump, or in the callback that runs."""
        if self._hook:
            self._memory.write(self._at.exception, self._stop)
            self.is_stopping = True
            if also_in_a_callback:
                self._has_broken_off = self.is_locked
                self._memory.write(self._at.state, PENDING)
            self._wake()

    def settle(self) -> None:
        """Raise what still waits: a callback that was broken off leaves the scheduler's count of locks wrong."""
        self.is_stopping = self._memory.read(self._at.exception, 4) != bytes(4)
        if self.is_stopping:
            self._wake()

    def lock(self) -> None:
        """Let no callback run until `unlock`; in one, none can anyway."""
        if self._memory.read(self._at.state, 2) in (IDLE, PENDING):
            self._memory.write(self._at.state, LOCKED)
            self._has_locked = True

    def unlock(self) -> None:
        """Undo `lock`."""
        if self._has_locked:
            self._has_locked = False
            self._memory.write(self._at.state, PENDING if self._has_work() else IDLE)

    def _has_work(self) -> bool:
        return self._memory.read(self._at.length, 1) != b"\0" or self._memory.read(self._at.exception, 4) != bytes(4)

    def _wake(self) -> None:
        if self._memory.read(self._at.state, 2) == IDLE:
            self._memory.write(self._at.state, PENDING)
