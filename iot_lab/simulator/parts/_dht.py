"""What DHT11 and DHT22 share: one wire, on which they answer with five bytes, not too soon and not too often."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

ANSWER_BYTES = 5


class DhtPart(Protocol):
    """Which of them it is; it says nothing in the first `silent_s` with power.

    Asked again before `PERIOD_US` have passed, it does not answer, or repeats what it said (`repeats_when_hurried`).
    """

    PERIOD_US: ClassVar[int]

    @property
    def silent_s(self) -> float: ...

    @property
    def repeats_when_hurried(self) -> bool: ...

    def measure(self, t_s: float, seed: int) -> bytes:
        """Return the four bytes of a measurement, without their sum."""


class DhtOnItsWire:
    """One of them on a board."""

    def __init__(self, part: DhtPart, board: Board) -> None:
        self._part, self._board = part, board
        self.power_up()

    def power_up(self) -> None:
        """It has power again: it begins to measure."""
        self._powered_us = self._board.now_us
        self._read_us = self._powered_us - self._part.PERIOD_US
        self._last: bytes | None = None

    def read(self, size: int, t_us: int) -> bytes | None:
        """Return the bytes, or None where it was asked too soon (it is still measuring)."""
        if t_us - self._powered_us < self._part.silent_s * 1e6 or size != ANSWER_BYTES:
            return None
        if t_us - self._read_us < self._part.PERIOD_US:
            return self._last if self._part.repeats_when_hurried else None
        self._read_us = t_us
        data = self._part.measure(t_us / 1e6, self._board.seed)
        self._last = data + bytes([sum(data) & 0xFF])
        return self._last

    def write(self, data: bytes, t_us: int) -> bool:  # noqa: ARG002
        """Nothing is ever sent to it but the start signal."""
        return False
