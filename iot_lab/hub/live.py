"""Live frames: what changed in the room, encoded once and shared by every page that watches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """One complete server-sent event; frames that follow have greater numbers."""

    number: int
    payload: bytes


class LiveFrames:
    """The frames of one room; any number of clients wait on it."""

    def snapshot(self) -> Frame:
        """Return everything a page needs at its start; the frames after its number are what follows it."""
        raise NotImplementedError

    def wait_after(self, number: int, timeout_s: float) -> Frame | None:
        """Return the next frame after `number`, a snapshot where that is too long ago, None after `timeout_s`."""
        raise NotImplementedError(number, timeout_s)
