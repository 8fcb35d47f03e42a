"""What a person sees while boards are written: one event per change, and the state of all for a table or a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from iot_lab.errors import LabError

Stage = Literal[
    "waiting", "connecting", "comparing", "erasing", "writing", "restarting", "listening", "joining", "ready", "failed"
]
ENDS: Final = frozenset({"ready", "failed"})


@dataclass(frozen=True, slots=True)
class FlashEvent:
    """One board's news. `share` is the part of its bytes that is done, 0 to 1; `seconds` since its start.

    `kept` is true on a ready board whose files were right already and were left as they are. `joins` is false on one
    that was told no Wi-Fi: it runs its program, and the room never hears it.
    """

    port: str
    stage: Stage
    share: float = 0.0
    seconds: float = 0.0
    name: str = ""
    mac: str = ""
    baud: int = 0
    kept: bool = False
    joins: bool = True
    error: LabError | None = None

    def as_json(self) -> dict[str, Any]:
        """Return plain values for a page or `--json`; the error by its code and details, to be said by the caller."""
        error = {"code": self.error.code, "details": _plain(self.error.details)} if self.error else None
        return {
            "port": self.port,
            "stage": self.stage,
            "share": round(self.share, 4),
            "seconds": round(self.seconds, 2),
            "name": self.name,
            "mac": self.mac,
            "baud": self.baud,
            "kept": self.kept,
            "joins": self.joins,
            "error": error,
        }


@dataclass(slots=True)
class Overview:
    """The latest event of each port, and the totals; feed it from `Station`'s events."""

    latest: dict[str, FlashEvent] = field(default_factory=dict)

    def feed(self, event: FlashEvent) -> None:
        """Remember an event; a port that begins again begins again here."""
        self.latest[event.port] = event

    @property
    def share(self) -> float:
        """The part of all the work that is done, 0 to 1; a failed board counts as done."""
        shares = [1.0 if event.stage in ENDS else event.share for event in self.latest.values()]
        return sum(shares) / len(shares) if shares else 0.0

    @property
    def ready(self) -> int:
        """How many boards were written and run the kit."""
        return sum(event.stage == "ready" for event in self.latest.values())

    @property
    def without_wifi(self) -> int:
        """How many of the ready boards cannot join the room."""
        return sum(event.stage == "ready" and not event.joins for event in self.latest.values())

    @property
    def failed(self) -> int:
        """How many boards failed."""
        return sum(event.stage == "failed" for event in self.latest.values())

    @property
    def remaining_s(self) -> float | None:
        """Seconds until the slowest board is done, at the speed seen so far; None before anything moved."""
        busy = [event for event in self.latest.values() if event.stage not in ENDS]
        guesses = [event.seconds * (1 - event.share) / event.share for event in busy if event.share > 0.02]
        if busy and not guesses:
            return None
        return max(guesses, default=0.0)


def _plain(details: dict[str, object]) -> dict[str, str | int | float]:
    return {name: value if isinstance(value, (int, float)) else str(value) for name, value in details.items()}
