"""How the hub is doing, for the pages and the trainer: a value, read at any moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

HubCondition = Literal["ok", "broker-lost", "store-failing"]


@dataclass(frozen=True, slots=True)
class HubState:
    """`reason`: why it is not ok (a StoreError's reason, or the link's), empty where it is.

    Figures that people compare count the same thing. Samples of the room, exact across restarts: `received` is `stored`
    and `duplicates` together, `late` are among those stored, `missing` did not come. Messages since the hub started:
    `messages` came, `repeated` were known by their packet id when they came again after a lost link, `refused` are by
    reason (docs/protocol.md, Refused), `waiting`, of `waiting_bytes`, are not yet in the store, the oldest
    for `lag_ms`.
    `clock_back_ms`: by how much the newest sample is ahead of this computer's clock, because that was set back.
    """

    state: HubCondition = "broker-lost"
    reason: str = ""
    messages: int = 0
    stored: int = 0
    duplicates: int = 0
    late: int = 0
    missing: int = 0
    repeated: int = 0
    waiting: int = 0
    waiting_bytes: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    lag_ms: int = 0
    clock_back_ms: int = 0

    @property
    def received(self) -> int:
        """Samples that came, also those that came again."""
        return self.stored + self.duplicates

    def as_json(self) -> dict[str, Any]:
        """Return what a frame says of the hub."""
        return {
            "state": self.state,
            "reason": self.reason,
            "received": self.received,
            "stored": self.stored,
            "duplicates": self.duplicates,
            "late": self.late,
            "missing": self.missing,
            "messages": self.messages,
            "waiting": self.waiting,
            "refused": sum(self.refused.values()),
            "clock_back_ms": self.clock_back_ms,
        }
