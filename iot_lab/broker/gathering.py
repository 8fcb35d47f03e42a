"""When what waits for one connection is sent: at once while little comes, in bunches while much does. Pure.

Each piece that a program of this computer is given alone wakes it alone: that costs more than the message. From some
hundred messages a second on, what comes within GAP_S goes together; the first after a pause, and all while few come,
go at once. Only accounts that ask for it are served so: a board is told everything at once.
"""

from __future__ import annotations

from math import exp
from typing import Final

GAP_S: Final = 0.065
SOON_S: Final = 0.01
"""What would go in so short a time goes now: to wake for it costs more."""
FEW_PER_S, MANY_PER_S = 60.0, 200.0
"""Up to the first all goes at once; from the second on with the whole gap."""
MOST: Final = 64
"""So many packets wait no longer: at full speed nobody is slowed down."""
REMEMBERED_S: Final = 0.5
_LEAST_S: Final = 0.001


class Gathering:
    """The pace of one connection."""

    def __init__(self) -> None:
        self._per_s = 0.0
        self._sent_s = float("-inf")

    def wait_s(self, packets: int, now_s: float) -> float:
        """Return how long these packets may wait for others; 0 where they are to be sent now, which is noted."""
        since_s = now_s - self._sent_s
        if packets < MOST and since_s < self._gap_s - SOON_S:
            return self._gap_s - since_s
        passed_s = max(_LEAST_S, since_s)
        self._per_s += (1 - exp(-passed_s / REMEMBERED_S)) * (packets / passed_s - self._per_s)
        self._sent_s = now_s
        return 0.0

    @property
    def _gap_s(self) -> float:
        return GAP_S * min(1.0, max(0.0, self._per_s - FEW_PER_S) / (MANY_PER_S - FEW_PER_S))
