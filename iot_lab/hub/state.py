"""How the hub is doing, for the pages and the trainer: a value, read at any moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

HubCondition = Literal["ok", "broker-lost", "store-failing"]


@dataclass(frozen=True, slots=True)
class HubState:
    """`reason`: why it is not ok (a StoreError's reason, or the link's), empty where it is.

    `received`, `repeated` and `refused` count messages since the hub started: `repeated` ones came again from the
    broker after a lost link and were known by their packet id, `refused` is by reason (docs/protocol.md, Refused).
    `stored`, `duplicates`, `late` and `missing` count the room's samples, exact across restarts. `waiting` messages,
    of `waiting_bytes`, are received and not yet in the store.
    """

    state: HubCondition = "broker-lost"
    reason: str = ""
    received: int = 0
    stored: int = 0
    duplicates: int = 0
    late: int = 0
    missing: int = 0
    repeated: int = 0
    waiting: int = 0
    waiting_bytes: int = 0
    refused: dict[str, int] = field(default_factory=dict)

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
            "waiting": self.waiting,
            "refused": sum(self.refused.values()),
        }
