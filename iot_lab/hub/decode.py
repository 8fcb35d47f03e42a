"""Payloads into readings, lines and descriptions. Pure; whatever is wrong raises MessageRefused with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from iot_lab.foreign_text import ForeignRefused, clean, read_json
from iot_lab.hub.values import MessageRefused, checked, name_of, parse_json, plain_number, reading
from iot_lab.store import LogLine, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.hub.limits import HubLimits
    from iot_lab.store.telemetry.records import BoardState

_SWITCHES: Final = {"ON": 1.0, "OFF": 0.0, "on": 1.0, "off": 0.0, "true": 1.0, "false": 0.0}
_STATES: Final[dict[bytes, BoardState]] = {b"online": "online", b"offline": "offline"}
_FOREIGN_STATES: Final[dict[str, BoardState]] = {
    "online": "online",
    "true": "online",
    "offline": "offline",
    "false": "offline",
}
_LONGEST_SERIES: Final = 96
_LINES_A_MESSAGE: Final = 100


def data(series: str, payload: bytes, arrival_ms: int, limits: HubLimits) -> list[tuple[str, Reading]]:
    """Return the readings of a `data/<series>` message: one, or one for each key of `v`."""
    if len(payload) > limits.data_bytes:
        raise MessageRefused("size")
    value = plain_number(payload)
    if value is not None:
        return [(series, Reading(arrival_ms, None, value, True))]
    message = parse_json(payload)
    if not isinstance(message, dict) or "v" not in message:
        raise MessageRefused("payload")
    values = message["v"]
    if not isinstance(values, dict):
        return [(series, reading(values, message, arrival_ms))]
    if not 0 < len(values) <= limits.values_per_message:
        raise MessageRefused("payload")
    return [(f"{series}.{name_of(key)}", reading(part, message, arrival_ms)) for key, part in values.items()]


def foreign(series: str, payload: bytes, arrival_ms: int, limits: HubLimits) -> list[tuple[str, Reading]]:
    """Return the readings of another device's message: a number, a switch, or the numbers anywhere in JSON.

    Text and pictures are none of our business: they give nothing, and are not refused.
    """
    if len(payload) > limits.data_bytes:
        raise MessageRefused("size")
    value = plain_number(payload)
    if value is None:
        value = _SWITCHES.get(payload[:5].decode(errors="replace"))
    if value is not None:
        return [(series or "value", Reading(arrival_ms, None, value, True))]
    try:
        said = parse_json(payload)
    except MessageRefused as refused:
        if refused.reason == "payload":
            return []
        raise
    found = list(_numbers(series, said, limits.depth))
    if len(found) > limits.values_per_message:
        raise MessageRefused("payload")
    return [(name, Reading(arrival_ms, None, number, True)) for name, number in found]


def _numbers(name: str, value: Any, depth: int) -> Iterator[tuple[str, float]]:
    """Walk JSON; text is passed over, except for switches."""
    if depth == 0 or len(name) > _LONGEST_SERIES:
        raise MessageRefused("payload")
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _numbers(f"{name}.{name_of(key)}" if name else name_of(key), part, depth - 1)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _numbers(f"{name}.{place}" if name else str(place), part, depth - 1)
    elif isinstance(value, int | float):
        yield name or "value", checked(value)
    elif isinstance(value, str) and value in _SWITCHES:
        yield name or "value", _SWITCHES[value]


def status(payload: bytes) -> BoardState:
    """Return what a `status` message says."""
    state = _STATES.get(payload)
    if state is None:
        raise MessageRefused("payload")
    return state


def availability(payload: bytes) -> BoardState | None:
    """Return what another device's last will or availability says, a word or `{"state": word}`; None where neither."""
    if len(payload) > 64:
        return None
    text = payload.decode(errors="replace").strip()
    if text.startswith("{"):
        try:
            text = str(parse_json(payload).get("state"))
        except MessageRefused:
            return None
    return _FOREIGN_STATES.get(text.lower())


def info(payload: bytes, limits: HubLimits) -> dict[str, Any]:
    """Return a board's description of itself, fit to be shown anywhere."""
    try:
        said = read_json(payload, most_bytes=limits.info_bytes, depth=limits.depth)
    except ForeignRefused as refused:
        raise MessageRefused(refused.reason) from refused
    if not isinstance(said, dict):
        raise MessageRefused("payload")
    return said


def log(payload: bytes, arrival_ms: int, limits: HubLimits) -> list[LogLine]:
    """Return the lines of a `log` message, long ones cut, control characters shown as dots."""
    if len(payload) > limits.log_bytes:
        raise MessageRefused("size")
    lines = payload.decode(errors="replace").split("\n")
    if lines[-1] == "":
        lines.pop()
    kept = [line.rstrip("\r")[: limits.log_line_characters] for line in lines[:_LINES_A_MESSAGE]]
    return [LogLine(arrival_ms, clean(line)) for line in kept]
