"""What a run may use at most, and how it ends where it would use more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

MEGABYTE: Final = 1 << 20
TEN_MINUTES_S: Final = 600.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may use at most."""

    fuel: int = 40_000_000_000
    memory_bytes: int = 4 * MEGABYTE
    heap_bytes: int = 190 * 1024
    output_bytes: int = 64 * 1024
    calls: int = 900_000
    throws: int = 5_000_000
    events: int = 500_000
    payload_bytes: int = 64 * 1024
    ends_runaways: bool = False
    """Whether what neither waits for anything nor looks at anything is ended, or followed ever less closely."""

    @classmethod
    def graded(cls) -> Limits:
        """Return the limits of a submission, which has seconds of this computer's time and not minutes."""
        return cls(fuel=4_000_000_000, calls=600_000, events=100_000, ends_runaways=True)

    def lasting(self, duration_s: float) -> Limits:
        """Return the limits of a run of so many virtual seconds: these for ten minutes, or up to four times as much.

        A loop that looks at the clock and at its messages every 20 ms takes 3 million fuel a second, 1 % of an ESP32.
        """
        times = min(4.0, max(1.0, duration_s / TEN_MINUTES_S))
        return replace(self, fuel=round(self.fuel * times), calls=round(self.calls * times))


class RunEnded(Exception):
    """Raised by a host function to end the run; `reason` is an `Outcome.end`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
