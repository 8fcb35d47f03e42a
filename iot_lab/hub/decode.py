"""Payloads into readings, lines and descriptions. Pure; whatever is wrong raises MessageRefused with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from iot_lab.foreign_text import ForeignRefused, clean, read_json
from iot_lab.hub import sample_lists
from iot_lab.hub.naming import name_of
from iot_lab.hub.values import MessageRefused, has_lists, parse_json, plain_number, reading
from iot_lab.store import LogLine, Reading

if TYPE_CHECKING:
    from iot_lab.hub.limits import HubLimits
    from iot_lab.store import SampleBlock
    from iot_lab.store.telemetry.records import BoardState

_STATES: Final[dict[bytes, BoardState]] = {b"online": "online", b"offline": "offline"}
_FOREIGN_STATES: Final[dict[str, BoardState]] = {
    "online": "online",
    "true": "online",
    "offline": "offline",
    "false": "offline",
    "connected": "online",
    "disconnected": "offline",
    "ready": "online",
    "lost": "offline",
    "sleeping": "offline",
}
"""`ready`, `lost`, `sleeping`, `disconnected` are Homie's."""
_LINES_A_MESSAGE: Final = 100


def data(series: str, payload: bytes, arrival_ms: int, limits: HubLimits) -> list[tuple[str, Reading]] | SampleBlock:
    """Return the readings of a `data/<series>` message: one, or one for each key of `v`; a block where it has lists."""
    if len(payload) > limits.data_bytes:
        raise MessageRefused("size")
    value = plain_number(payload)
    if value is not None:
        return [(series, Reading(arrival_ms, None, value, True))]
    message = parse_json(payload)
    if not isinstance(message, dict) or "v" not in message:
        raise MessageRefused("payload")
    values = message["v"]
    if has_lists(values):
        return sample_lists.block(message, arrival_ms, limits)
    if not isinstance(values, dict):
        return [(series, reading(values, message, arrival_ms))]
    if not 0 < len(values) <= limits.values_per_message:
        raise MessageRefused("payload")
    names = [name_of(key) for key in values]
    if len(set(names)) < len(names):
        raise MessageRefused("name")  # two values would be one series
    found = zip(names, values.values(), strict=True)
    return [(f"{series}.{name}", reading(part, message, arrival_ms)) for name, part in found]


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
            said = parse_json(payload)
        except MessageRefused:
            return None
        text = str(said.get("state")) if isinstance(said, dict) else ""
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
