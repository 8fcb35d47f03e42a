"""Numbers out of payloads that anybody may have written. Pure; what is wrong raises MessageRefused with its reason."""

from __future__ import annotations

import re
from typing import Any, Final

from iot_lab.contract.limits import LARGEST_NUMBER
from iot_lab.foreign_text import ForeignRefused, decode_json
from iot_lab.hub.limits import EARLIEST_MS, FUTURE_MS, LARGEST_SEQUENCE
from iot_lab.store import Reading

_NUMBER: Final = re.compile(rb"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*")


class MessageRefused(Exception):
    """A message that is not stored; `reason` is counted (docs/protocol.md, section Refused)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse_json(payload: bytes) -> Any:
    """Return the JSON in a payload, of which only checked numbers and names are taken; NaN is refused."""
    try:
        return decode_json(payload)
    except ForeignRefused as refused:
        raise MessageRefused(refused.reason) from refused


def plain_number(payload: bytes) -> float | None:
    """Return the number a payload is made of, None where it is something else."""
    return checked(float(payload)) if _NUMBER.fullmatch(payload) else None


def has_lists(values: object) -> bool:
    """Say whether the `v` of a message is a list, or holds one."""
    return isinstance(values, list) or (
        isinstance(values, dict) and any(isinstance(one, list) for one in values.values())
    )


def checked(value: object) -> float:
    """Return a number as a float; true and false are 1 and 0."""
    if not isinstance(value, int | float):
        raise MessageRefused("payload")
    if not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
        raise MessageRefused("number")
    return float(value)


def sequence(value: object) -> int | None:
    """Return a sequence number, None where the board gave none."""
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= LARGEST_SEQUENCE:
        raise MessageRefused("sequence")
    return value


def board_time(value: object, arrival_ms: int) -> int | None:
    """Return the board's time in ms, None where it gave none or one that cannot be true."""
    if value is None:
        return None
    if type(value) is not int and type(value) is not float:
        raise MessageRefused("time")
    return int(value) if EARLIEST_MS <= value <= arrival_ms + FUTURE_MS else None


def reading(value: object, message: dict[str, Any], arrival_ms: int) -> Reading:
    """Return the reading of a value with the time and the number of its message."""
    t_ms = board_time(message.get("t"), arrival_ms)
    n = sequence(message.get("n"))
    return Reading(arrival_ms if t_ms is None else t_ms, n, checked(value), t_ms is None)
