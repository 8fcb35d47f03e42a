"""What a computer does of the room's orders: it blinks, stops reading and reads again; it takes no program. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from iot_lab.contract.orders import KIT_ORDERS, RequestRefused, order_id, read_json, refusal

Action = Literal["", "read", "pause", "identify"]
ACTIONS: Final[dict[str, Action]] = {"run": "read", "stop": "pause", "identify": "identify"}
"""Order -> what a computer does for it; the others are a board's."""
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
    if order not in ACTIONS or (order == "run" and content != {"id": number}):
        return Decision(answer={"id": number, "error": "unsupported"})
    result = "not-running" if order == "stop" and not is_reading else KIT_ORDERS[order].result
    return Decision(ACTIONS[order], {"id": number, "result": result})
