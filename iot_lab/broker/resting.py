"""When the broker's thread rests for a moment between two looks at its connections, so that one look finds more. Pure.

Thirty boards that speak now and then wake it three hundred times a second: each time to wake, to look, to write the
journal and to look again costs more than the message. Where all speak slowly it rests REST_S before each look
(looking.py): an acknowledgement is up to that much later, which nobody who speaks so slowly waits for. Whoever speaks
again within QUICK_S may wait for it (a board that empties its queue): then, and for KEPT_S after, nobody waits.
"""

from __future__ import annotations

from math import exp
from typing import Final

REST_S: Final = 0.02
FEW_PER_S, MANY_PER_S = 100.0, 500.0
"""Where fewer packets come, a rest finds no more of them; where more do, each turn finds several by itself."""
QUICK_S: Final = 0.03
"""More than the rest: who waits for an acknowledgement speaks again within it, also where it came late."""
FEW_AT_ONCE: Final = 4
"""Who says more at once has more to say: in a flood each connection is read seldom, but much."""
KEPT_S: Final = 0.5
REMEMBERED_S: Final = 0.5


class Resting:
    """How busy the connections are, all together and the quickest of them."""

    def __init__(self) -> None:
        self._per_s = self._heard_s = 0.0
        self._quick_until_s = float("-inf")

    def heard(self, after_s: float, messages: int, now_s: float) -> None:
        """Note that somebody said so many things that are answered, so long after having spoken before.

        Who only acknowledges waits for nothing: a hub does so as often as it is given something.
        """
        self._per_s = self._per_s * exp((self._heard_s - now_s) / REMEMBERED_S) + 1 / REMEMBERED_S
        self._heard_s = now_s
        if messages and (after_s < QUICK_S or messages > FEW_AT_ONCE):
            self._quick_until_s = now_s + KEPT_S

    def rest_s(self, now_s: float) -> float:
        """Return for how long to rest now."""
        is_calm = FEW_PER_S < self._per_s < MANY_PER_S and now_s >= self._quick_until_s
        return REST_S if is_calm else 0.0
