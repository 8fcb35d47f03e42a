"""What a run of the guest (`sandbox.py`) asks of the board around it (`board_host.py` is it)."""

from __future__ import annotations

from typing import Protocol


class Host(Protocol):
    """The board around the guest."""

    def call(self, name: str, payload: str) -> str:
        """Answer one `host.call` of the guest."""

    def write(self, data: bytes) -> None:
        """Take what the program prints."""

    def pause(self, us: int) -> None:
        """Let `us` microseconds pass."""

    def read_clock(self) -> int:
        """Return microseconds since the processor started: the program looks at the clock."""

    def foresee_looks(self) -> tuple[int, int]:
        """Return how many looks at the clock will take the same time from now on, and how long each (us)."""

    def foresees(self, name: str) -> bool:
        """Say whether calls of that name may be foreseen."""

    def foreseen(self, name: str, payload: str) -> tuple[str, int] | None:
        """Return a call's answer where it changes nothing, and for how long (us) unless something is due."""

    def looked(self, count: int, step_us: int, fuel: int) -> int:
        """The guest has answered so many looks at the clock itself, with so much fuel left at the last one.

        Returns as how many calls they count.
        """

    def begin_print(self, size: int, pieces: int) -> None:
        """The program prints so many bytes, in so many pieces."""

    def go_on(self) -> None:
        """The guest has computed for a slice of its fuel."""

    def pace(self, calls: int, most_calls: int, fuel: int, most_fuel: int) -> None:
        """The guest has made so many calls and done so much work, of what it may."""
