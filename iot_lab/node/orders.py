"""What a computer does of the room's orders: it blinks, stops reading and reads again; it takes no program. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from iot_lab.contract.orders import KIT_ORDERS, RequestRefused, order_id, read_json, refusal

Action = Literal["", "read", "pause", "identify"]
IDENTIFY_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, and the answer to publish on `done/<order>` (None for none)."""

    action: Action = ""
    answer: dict[str, Any] | None = None


def decide(order: str, payload: bytes, *, is_reading: bool) -> Decision:
    """Return what an order asks for; those that belong to a learner's program are passed over."""
    if order not in KIT_ORDERS:
        return Decision()
    content = read_json(payload)
    try:
        number = order_id(content)
    except RequestRefused as refused:
        return Decision(answer=refusal(content, refused))
    if order == "identify":
        return Decision("identify", {"id": number, "result": "blinked"})
    if order == "stop":
        return Decision("pause", {"id": number, "result": "stopped" if is_reading else "not-running"})
    if order == "run" and content == {"id": number}:
        return Decision("read", {"id": number, "result": "running"})
    return Decision(answer={"id": number, "error": "unsupported"})
