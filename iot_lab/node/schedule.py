"""When each sensor is read: at its own pace without drift, later and later while it fails. Pure; times in seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FIRST_PAUSE_S: Final = 2.0
LAST_PAUSE_S: Final = 60.0


@dataclass(slots=True)
class ReadingTimes:
    """When one sensor is read: every `every_s` from `begin_s`."""

    every_s: float
    begin_s: float
    next_s: float = 0.0
    failures: int = 0

    def __post_init__(self) -> None:
        self.next_s = self.begin_s

    def is_due(self, now_s: float) -> bool:
        """Say whether the sensor is to be read now."""
        return now_s >= self.next_s

    def succeeded(self, now_s: float) -> None:
        """Wait for the next time; those that a slow reading missed are left out."""
        self.failures = 0
        self.next_s = self.begin_s + (int((now_s - self.begin_s) / self.every_s) + 1) * self.every_s

    def failed(self, now_s: float) -> None:
        """Try again after a pause that doubles, up to a minute."""
        pause_s = min(LAST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(self.failures, 10))
        self.failures += 1
        self.next_s = now_s + pause_s
