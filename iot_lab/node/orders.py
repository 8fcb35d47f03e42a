"""What a computer does of the room's orders: it blinks, stops reading and reads again; it takes no program. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal

Action = Literal["", "read", "pause", "identify"]
IDENTIFY_S: Final = 5.0
_OURS: Final = frozenset({"run", "stop", "identify", "settings", "rescue"})
_LONGEST_ID: Final = 40


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, and the answer to publish on `done/<order>` (None for none)."""

    action: Action = ""
    answer: dict[str, Any] | None = None


def decide(order: str, payload: bytes, *, is_reading: bool) -> Decision:
    """Return what an order asks for; those that belong to a learner's program are passed over."""
    if order not in _OURS:
        return Decision()
    content = _read(payload)
    number = content.get("id") if isinstance(content, dict) else None
    if not isinstance(number, str) or not 1 <= len(number) <= _LONGEST_ID:
        return Decision(answer={"id": None, "error": "request"})
    if order == "identify":
        return Decision("identify", {"id": number, "result": "blinked"})
    if order == "stop":
        return Decision("pause", {"id": number, "result": "stopped" if is_reading else "not-running"})
    if order == "run" and content == {"id": number}:
        return Decision("read", {"id": number, "result": "running"})
    return Decision(answer={"id": number, "error": "unsupported"})


def room_time_ms(payload: bytes) -> int | None:
    """Return the time that `do/time` brings, in ms since 1970, None where it is not one."""
    content = _read(payload)
    told = content.get("t") if isinstance(content, dict) else None
    return told if type(told) is int and told > 0 else None


def _read(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return None
