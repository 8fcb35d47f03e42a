"""The time of samples: the computer's own clock, put right by the room's `do/time` where the two disagree. Pure.

A Raspberry Pi has no clock that runs while it is off, and a workshop has no internet to ask.
"""

from __future__ import annotations

from typing import Final

RIGHT_WITHIN_MS: Final = 2_000


class RoomClock:
    """What to add to the computer's clock; nothing while it is right within two seconds."""

    def __init__(self) -> None:
        self.offset_ms = 0

    def told(self, room_ms: int, own_ms: int) -> None:
        """Take the room's time, received at `own_ms` of the computer's clock."""
        difference_ms = room_ms - own_ms
        self.offset_ms = 0 if abs(difference_ms) <= RIGHT_WITHIN_MS else difference_ms
