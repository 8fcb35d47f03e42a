"""What one computer may hold at once of what there is for all, so that none freezes the others."""

from __future__ import annotations

import threading
from collections import Counter


class Shares:
    """`most` places for everybody, at most `each` of them for one address. Safe to use from several threads."""

    def __init__(self, most: int, each: int) -> None:
        self.most, self.each = most, each
        self._held: Counter[str] = Counter()
        self._lock = threading.Lock()

    def take(self, address: str) -> bool:
        """Hold one place more for an address; False where it has its share, or none is left."""
        with self._lock:
            if self._held[address] >= self.each or self._held.total() >= self.most:
                return False
            self._held[address] += 1
            return True

    def release(self, address: str) -> None:
        """Give one place of an address back."""
        with self._lock:
            self._held[address] -= 1
            self._held = +self._held
